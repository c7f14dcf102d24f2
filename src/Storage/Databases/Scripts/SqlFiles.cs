using Microsoft.EntityFrameworkCore.Migrations;

namespace Workers.Storage.Databases.Scripts;

/// <summary>
/// SQL of migrations that no model expresses: views, triggers, functions, storage settings. A file is never edited once
/// it is released; a change is a new file with the next number, and a new migration that runs it.
/// </summary>
internal static class SqlFiles
{
    /// <summary>Runs an embedded file.</summary>
    /// <param name="file">Database and file: <c>Icebox/0001_storage.sql</c>.</param>
    public static void SqlFile(this MigrationBuilder migration, string file) => migration.Sql(Read(file));

    /// <summary>Names of all files, in order.</summary>
    public static IReadOnlyList<string> Names =>
        [.. typeof(SqlFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    /// <summary>Text of a file.</summary>
    public static string Read(string file)
    {
        using var stream = typeof(SqlFiles).Assembly.GetManifestResourceStream(file)
            ?? throw new ArgumentException($"There is no SQL file '{file}'.", nameof(file));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
