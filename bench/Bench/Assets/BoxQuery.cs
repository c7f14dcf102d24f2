using System.Diagnostics;
using Npgsql;
using Workers.Bench.Reporting;
using Workers.Operations;

namespace Workers.Bench.Assets;

/// <summary>What a map asks for: the values of the assets of a small box.</summary>
internal static class BoxQuery
{
    private const int MaxMilliseconds = 50, Repetitions = 11;

    private const string Sql =
        """
        SELECT asset_id, value, geom
        FROM icebox.asset_value
        WHERE job_id = $1 AND loss_type = 'structural' AND kind = 'avg_losses' AND realization = 0
            AND ST_Intersects(geom, ST_MakeEnvelope(10.19, 40.19, 10.225, 40.225, 4326))
        """;

    public static async Task<Line> MeasureAsync(Connections system, Guid job, int assets)
    {
        await using var icebox = new NpgsqlConnection(system.Icebox);
        await icebox.OpenAsync();
        List<double> milliseconds = [];
        var rows = 0;
        for (var i = 0; i < Repetitions; i++)
        {
            var since = Stopwatch.GetTimestamp();
            await using var query = new NpgsqlCommand(Sql, icebox) { Parameters = { new() { Value = job } } };
            await using var reader = await query.ExecuteReaderAsync();
            for (rows = 0; await reader.ReadAsync();) rows++;
            milliseconds.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }
        return Line.Alone(
            $"asset_value: a box of {rows:N0} of {assets:N0} assets", "ms", Spread.Of(milliseconds), MaxMilliseconds);
    }
}
