using Npgsql;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Results;

namespace Workers.Storage.Export;

/// <summary>
/// Cuts the results of an attempt into parts: tables that are small together are one part, the others are cut by ranges
/// of their keys. Small results, which most are, are a single part.
/// </summary>
internal sealed class ExportPlan(
    NpgsqlConnection engine,
    IReadOnlyDictionary<string, ResultTable> tables,
    JobRunRow run)
{
    private const string Where = "job_id = $1 AND attempt = $2";

    /// <param name="attempt">Attempt that the parts are exported under.</param>
    /// <param name="bytesPerPart">About how many bytes on the wire a part is to have at most.</param>
    public async Task<List<ExportPartRow>> CutAsync(int attempt, long bytesPerPart, CancellationToken cancel)
    {
        var sizes = await SizesAsync(cancel);
        var whole = CountOfWhole(sizes, bytesPerPart);
        var small = sizes.Take(whole).ToList();
        // There also if no table is small: attempts without results have a part too, which says that all is there.
        var parts = new List<ExportPartRow>
        {
            new() { Tables = [.. small.Select(s => s.Table)], Rows = small.Sum(s => s.Rows) },
        };
        foreach (var (table, rows, bytes) in sizes.Skip(whole))
            parts.AddRange(await CutAsync(tables[table], rows, (bytes + bytesPerPart - 1) / bytesPerPart, cancel));
        for (var i = 0; i < parts.Count; i++)
        {
            parts[i].JobId = run.JobId;
            parts[i].Attempt = attempt;
            parts[i].Part = i;
        }
        return parts;
    }

    /// <summary>Tables that have rows, the smallest first.</summary>
    private async Task<List<TableSize>> SizesAsync(CancellationToken cancel)
    {
        var selects = tables.Values.Select(table =>
            $"SELECT '{table.Name}', (SELECT count(*) FROM engine.{table.Name} WHERE {Where}), {BytesOfRow(table)}");
        var sizes = await engine.QueryAsync(
            string.Join("\nUNION ALL ", selects),
            row => new TableSize(row.GetString(0), row.GetInt64(1), row.GetInt64(1) * row.GetInt32(2)),
            cancel,
            run.JobId,
            run.Attempt);
        return [.. sizes.Where(s => s.Rows > 0).OrderBy(s => s.Bytes)];
    }

    /// <summary>How many of the smallest tables fit together into one part.</summary>
    private static int CountOfWhole(List<TableSize> sizes, long bytesPerPart)
    {
        long together = 0;
        for (var i = 0; i < sizes.Count; i++)
        {
            together += sizes[i].Bytes;
            if (together > bytesPerPart)
                return i;
        }
        return sizes.Count;
    }

    /// <summary>So many parts of equal size.</summary>
    private Task<List<ExportPartRow>> CutAsync(ResultTable table, long rows, long count, CancellationToken cancel)
    {
        var key = string.Join(", ", table.Key);
        return engine.QueryAsync(
            $"""
            SELECT min(key), lead(min(key)) OVER (ORDER BY part), count(*)
            FROM (
                SELECT ARRAY[{key}] AS key, (row_number() OVER (ORDER BY {key}) - 1) * $3 / $4 AS part
                FROM engine.{table.Name}
                WHERE {Where}) AS cut
            GROUP BY part
            ORDER BY part
            """,
            row => new ExportPartRow
            {
                Tables = [table.Name],
                FirstKey = row.GetFieldValue<int[]>(0),
                EndKey = row.IsDBNull(1) ? null : row.GetFieldValue<int[]>(1),
                Rows = row.GetInt64(2),
            },
            cancel,
            run.JobId,
            run.Attempt,
            count,
            rows);
    }

    /// <summary>
    /// The rows of a table are of about the same size, but for the last of blocks, and the only one of an empty table.
    /// How large they are stored says little: ids are compressed well, and arrays of floats grow on the wire.
    /// </summary>
    private static string BytesOfRow(ResultTable table)
    {
        return $"coalesce(greatest({OfOne("ASC")}, {OfOne("DESC")}), 0)";

        string OfOne(string order)
        {
            var key = string.Join(", ", table.Key.Append("attempt").Select(column => $"{column} {order}"));
            return
                $"""
                (SELECT octet_length(record_send(t))
                FROM engine.{table.Name} t
                WHERE {Where}
                ORDER BY {key}
                LIMIT 1)
                """;
        }
    }

    private readonly record struct TableSize(string Table, long Rows, long Bytes);
}
