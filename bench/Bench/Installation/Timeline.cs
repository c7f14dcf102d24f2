using Npgsql;
using Workers.Bench.Reporting;

namespace Workers.Bench.Installation;

/// <summary>Where the time of jobs went, as the saga noted it.</summary>
internal static class Timeline
{
    /// <returns>Seconds in each state, in the order of the states.</returns>
    public static async Task<IReadOnlyList<(string State, Spread Seconds)>> ReadAsync(string jobs, params Guid[] of)
    {
        await using var connection = new NpgsqlConnection(jobs);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT from_state, percentile_cont(ARRAY[0.5, 0, 1]) WITHIN GROUP (ORDER BY seconds)
            FROM jobs.job_transition
            WHERE job_id = ANY($1) AND seconds IS NOT NULL GROUP BY from_state ORDER BY min(id)
            """, connection)
        { Parameters = { new() { Value = of } } };
        await using var rows = await command.ExecuteReaderAsync();
        var states = new List<(string, Spread)>();
        while (await rows.ReadAsync())
        {
            var seconds = rows.GetFieldValue<double[]>(1);
            states.Add((rows.GetString(0), new Spread(seconds[0], seconds[1], seconds[2])));
        }
        return states;
    }
}
