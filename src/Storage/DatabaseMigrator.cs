namespace Workers.Storage;

/// <summary>Makes databases what this version needs them to be.</summary>
public static class DatabaseMigrator
{
    /// <summary>
    /// Creates the database if it is missing, PostGIS in it where it is needed, and applies the migrations that it lacks.
    /// Any number of processes may do so at once.
    /// </summary>
    /// <param name="database">One of the constants of <see cref="Database"/>.</param>
    public static Task MigrateAsync(string database, string connectionString, CancellationToken ct = default) => throw new NotImplementedException();
}
