using Workers.Risk.Results;
using Workers.Storage.Databases;

namespace Workers.Storage.Tests;

/// <summary>Maps ask for the values of a box.</summary>
[Collection(TestDatabases.Collection)]
public sealed class Values_by_place(TestDatabases databases)
{
    private const int Assets = 4_000, Columns = 50;

    private const string Box =
        """
        FROM icebox.asset_value
        WHERE job_id = $1 AND kind = 'avg_losses' AND statistic = 'mean'
            AND ST_Intersects(geom, ST_MakeEnvelope(9.95, 39.95, 10.55, 46.05, 4326))
        """;

    [SkippableFact]
    public async Task A_box_has_the_values_of_its_assets()
    {
        var db = await databases.OpenAsync();
        var jobId = await ExportedAsync(db);
        await using var connection = await db.Icebox.OpenConnectionAsync();
        var values = await connection.QueryAsync(
            $"SELECT asset, asset_id, value {Box} ORDER BY asset",
            row => (row.GetInt32(0), row.GetString(1), row.GetFloat(2)),
            default,
            jobId);

        // Six columns of the grid and sixty rows: more than one row of values holds.
        var inside = Enumerable.Range(0, Assets).Where(i => i % Columns < 6 && i / Columns < 61);
        Assert.Equal(inside.Select(i => (i, $"a{i}", 1000f + i)), values);
    }

    [SkippableFact]
    public async Task Places_and_values_are_found_by_their_indexes()
    {
        var db = await databases.OpenAsync();
        var jobId = await ExportedAsync(db);
        await using var connection = await db.Icebox.OpenConnectionAsync();
        // A table of a test is so small that it would be read whole.
        await connection.ExecuteAsync("SET enable_seqscan = off", default);
        var plan = await connection.QueryAsync(
            $"EXPLAIN SELECT value {Box.Replace("$1", $"'{jobId}'", StringComparison.Ordinal)}",
            row => row.GetString(0).Trim(),
            default);

        Assert.Contains(plan, line => line.Contains("ix_result_asset_place", StringComparison.Ordinal));
        Assert.Contains(plan, line => line.Contains("pk_result_asset_values", StringComparison.Ordinal));
        Assert.Contains(plan, line =>
            line.StartsWith("Index Cond:", StringComparison.Ordinal) &&
            line.Contains("first_asset <=", StringComparison.Ordinal));
    }

    private static async Task<Guid> ExportedAsync(TestDatabases.Pair db)
    {
        var jobId = await db.ImportedJobAsync();
        await db.CalculateAsync(new(jobId, 1), Results());
        await db.ExportAsync(new(jobId, 1));
        return jobId;
    }

    /// <summary>A grid of a tenth of a degree.</summary>
    private static RiskResults Results()
    {
        var all = Enumerable.Range(0, Assets).ToList();
        return new(
            [.. all.Select(i => new ResultAsset(
                $"a{i}", "W", [], 10 + (i % Columns * 0.1f), 40 + (i / Columns * 0.1f), 0, 1, [1]))],
            [],
            ["structural"],
            [new(0, 1)],
            [],
            [Averages(0, null, 0), Averages(null, "mean", 1000)],
            null,
            null,
            []);

        AssetValues Averages(int? realization, string? statistic, float first) => new(
            OutputKind.AverageLosses,
            "structural",
            Measure.Loss,
            realization,
            statistic,
            null,
            [.. all.Select(i => first + i)]);
    }
}
