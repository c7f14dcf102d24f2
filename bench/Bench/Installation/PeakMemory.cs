namespace Workers.Bench.Installation;

/// <summary>What Linux has noted of a process.</summary>
internal static class PeakMemory
{
    private const string Entry = "VmHWM:";

    public static void Forget(int pid) => File.WriteAllText($"/proc/{pid}/clear_refs", "5");

    /// <returns>Most resident memory that the process had since it began or its peak was forgotten, in MB.</returns>
    public static double Of(int pid) =>
        TryOf(pid) ?? throw new InvalidOperationException($"process {pid} has ended");

    /// <returns>The same; null if the process has ended.</returns>
    public static double? TryOf(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status")
                .FirstOrDefault(l => l.StartsWith(Entry, StringComparison.Ordinal));
            return line is null
                ? null
                : long.Parse(line[Entry.Length..].Replace("kB", "", StringComparison.Ordinal).Trim()) / 1024.0;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
