using Npgsql;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Results;

namespace Workers.Storage.Export;

/// <summary>
/// Cuts the results of an attempt into parts: tables that are small together are one part, the others are cut by ranges of their keys.
/// Small results, which most are, are a single part.
/// </summary>
internal sealed class ExportPlan(NpgsqlConnection engine, IReadOnlyDictionary<string, ResultTable> tables, JobRunRow run)
{
    private const string Where = "job_id = $1 AND attempt = $2";

    /// <param name="attempt">Attempt that the parts are exported under.</param>
    /// <param name="bytesPerPart">About how many bytes on the wire a part is to have at most.</param>
    public async Task<List<ExportPartRow>> CutAsync(int attempt, long bytesPerPart, CancellationToken cancel)
    {
        var sizes = (await engine.QueryAsync(
            string.Join("\nUNION ALL ", tables.Values.Select(t => $"SELECT '{t.Name}', (SELECT count(*) FROM engine.{t.Name} WHERE {Where}), {BytesOfRow(t)}")),
            row => (Table: row.GetString(0), Rows: row.GetInt64(1), Bytes: row.GetInt64(1) * row.GetInt32(2)), cancel, run.JobId, run.Attempt))
            .Where(s => s.Rows > 0).OrderBy(s => s.Bytes).ToList();

        long together = 0;
        var whole = sizes.TakeWhile(s => (together += s.Bytes) <= bytesPerPart).ToList();
        var parts = new List<ExportPartRow> { new() { Tables = [.. whole.Select(s => s.Table)], Rows = whole.Sum(s => s.Rows) } };
        foreach (var (table, rows, bytes) in sizes.Skip(whole.Count))
            parts.AddRange(await CutAsync(tables[table], rows, (bytes + bytesPerPart - 1) / bytesPerPart, cancel));
        for (var i = 0; i < parts.Count; i++)
            (parts[i].JobId, parts[i].Attempt, parts[i].Part) = (run.JobId, attempt, i);
        return parts;
    }

    /// <summary>So many parts of equal size.</summary>
    private Task<List<ExportPartRow>> CutAsync(ResultTable table, long rows, long count, CancellationToken cancel)
    {
        var key = string.Join(", ", table.Key);
        return engine.QueryAsync(
            $"""
            SELECT min(key), lead(min(key)) OVER (ORDER BY part), count(*) FROM (
                SELECT ARRAY[{key}] AS key, (row_number() OVER (ORDER BY {key}) - 1) * $3 / $4 AS part FROM engine.{table.Name} WHERE {Where}) AS cut
            GROUP BY part ORDER BY part
            """,
            row => new ExportPartRow
            {
                Tables = [table.Name],
                FirstKey = row.GetFieldValue<int[]>(0),
                EndKey = row.IsDBNull(1) ? null : row.GetFieldValue<int[]>(1),
                Rows = row.GetInt64(2),
            },
            cancel, run.JobId, run.Attempt, count, rows);
    }

    /// <summary>
    /// The rows of a table are of about the same size, but for the last of blocks, and the only one of an empty table. How large they are stored says little:
    /// ids are compressed well, and arrays of floats grow on the wire.
    /// </summary>
    private static string BytesOfRow(ResultTable table)
    {
        return $"coalesce(greatest({OfOne("ASC")}, {OfOne("DESC")}), 0)";

        string OfOne(string order) =>
            $"(SELECT octet_length(record_send(t)) FROM engine.{table.Name} t WHERE {Where} ORDER BY {string.Join(", ", table.Key.Append("attempt").Select(k => $"{k} {order}"))} LIMIT 1)";
    }
}
