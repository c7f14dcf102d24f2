using Npgsql;
using Workers.Bench.Reporting;

namespace Workers.Bench.SmallJob;

/// <summary>Where the time of jobs went, as the saga noted it.</summary>
internal static class Timeline
{
    public static async Task<IReadOnlyList<Line>> ReadAsync(string jobs, IReadOnlyList<Guid> of)
    {
        await using var connection = new NpgsqlConnection(jobs);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT from_state, percentile_cont(ARRAY[0.5, 0, 1]) WITHIN GROUP (ORDER BY seconds) FROM jobs.job_transition
            WHERE job_id = ANY($1) AND seconds IS NOT NULL GROUP BY from_state ORDER BY min(id)
            """, connection) { Parameters = { new() { Value = of.ToArray() } } };
        await using var rows = await command.ExecuteReaderAsync();
        var lines = new List<Line>();
        while (await rows.ReadAsync())
        {
            var seconds = rows.GetFieldValue<double[]>(1);
            lines.Add(Line.Alone($"  of it in {rows.GetString(0)}", "ms", new Spread(1000 * seconds[0], 1000 * seconds[1], 1000 * seconds[2])));
        }
        return lines;
    }
}
