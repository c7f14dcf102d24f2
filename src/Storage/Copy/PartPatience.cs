namespace Workers.Storage.Copy;

/// <summary>
/// How long the copy of a part may take before the database ends it: a process that is stopped in the middle of one
/// (SIGSTOP) holds its lock, and whoever waits for the part would wait as long as it is stopped.
/// </summary>
internal static class PartPatience
{
    private const long Least = 600_000;

    /// <summary>
    /// The statement, for the transaction of the part, under its lock: ten minutes, and a second a megabyte.
    /// </summary>
    public static string Sql(long bytes) =>
        $"SET LOCAL statement_timeout = {Math.Min(Least + bytes / 1000, int.MaxValue)}";
}
