using System.Text.RegularExpressions;
using Npgsql;
using Workers.Storage.Databases;
using Workers.Support;

namespace Workers.Storage.Tests.Databases;

/// <summary>
/// <c>docs/results.md</c> says what the database has: its tables of columns are compared with the catalogue, its
/// queries run.
/// <c>WORKERS_APPROVE=1</c> writes the tables anew and keeps the meanings; that of a new column is to be written by
/// hand.
/// </summary>
[Collection(TestDatabases.Collection)]
public sealed partial class Documentation_of_results(TestDatabases databases)
{
    private static readonly string Page = Path.Combine(SharedCases.Root, "docs", "results.md");

    [SkippableFact]
    public async Task The_page_has_the_columns_of_the_database()
    {
        await using var connection = await (await databases.OpenAsync()).Icebox.OpenConnectionAsync();
        var page = await File.ReadAllTextAsync(Page);
        var fresh = page;
        foreach (Match table in Tables().Matches(page))
        {
            var columns = await ColumnsAsync(connection, table.Groups["relation"].Value);
            fresh = fresh.Replace(table.Value, Render(table, columns), StringComparison.Ordinal);
        }
        if (Environment.GetEnvironmentVariable("WORKERS_APPROVE") == "1")
            await File.WriteAllTextAsync(Page, fresh);

        Assert.Equal(6, Tables().Count(page));
        Assert.Equal(page, fresh);
        Assert.DoesNotContain("|  |", page, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_queries_of_the_page_run()
    {
        await using var connection = await (await databases.OpenAsync()).Icebox.OpenConnectionAsync();
        var queries = Queries().Matches(await File.ReadAllTextAsync(Page)).Select(m => m.Groups["sql"].Value).ToList();

        Assert.Equal(6, queries.Count);
        foreach (var query in queries)
            await connection.QueryAsync(query, _ => 0, default);
    }

    private static async Task<List<(string Name, string Type)>> ColumnsAsync(
        NpgsqlConnection connection,
        string relation)
    {
        var columns = await connection.QueryAsync(
            """
            SELECT attname::text, format_type(atttypid, atttypmod)
            FROM pg_attribute
            WHERE attrelid = ('icebox.' || $1)::regclass AND attnum > 0 AND NOT attisdropped
            ORDER BY attnum
            """,
            row => (row.GetString(0), row.GetString(1)),
            default,
            relation);
        Assert.NotEmpty(columns);
        return columns;
    }

    private static string Render(Match table, List<(string Name, string Type)> columns)
    {
        var meanings = Rows().Matches(table.Value)
            .ToDictionary(row => row.Groups["name"].Value, row => row.Groups["meaning"].Value);
        var rows = columns.Select(c => $"| `{c.Name}` | {c.Type} | {meanings.GetValueOrDefault(c.Name)} |\n");
        return $"<!-- columns: {table.Groups["relation"].Value} -->\n| column | type | what, unit |\n|---|---|---|\n"
            + string.Concat(rows)
            + "<!-- end -->";
    }

    [GeneratedRegex(@"<!-- columns: (?<relation>\w+) -->.*?<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Tables();

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| [^|]+ \| (?<meaning>[^|\n]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"```sql\n(?<sql>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Queries();
}
