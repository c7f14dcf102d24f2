using Workers.Errors;
using Workers.Risk.Hazard;
using Workers.Risk.Results;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Tables;
using Workers.Storage.Export;
using Workers.Storage.Fencing;
using Workers.Storage.Results;

namespace Workers.Storage.Tests;

[Collection(TestDatabases.Collection)]
public sealed class Results_in_the_icebox(TestDatabases databases)
{
    [SkippableFact]
    public async Task Results_come_back_bit_for_bit_with_where_they_come_from()
    {
        var db = await databases.OpenAsync();
        var jobId = await db.ImportedJobAsync();
        var results = Sample(assets: 2_500);
        await db.CalculateAsync(new(jobId, 1), results);

        await db.ExportAsync(new(jobId, 1));
        var (calculation, read) = await new RiskCalculationArchive(db.Icebox).ReadAsync(jobId);

        Assert.Equal(AllOf.Lines(results), AllOf.Lines(read));
        Assert.Equal(
            (jobId, 1, "scenario_risk", "a test", "workers"),
            (calculation.Id, calculation.Attempt, calculation.Mode, calculation.Description, calculation.Engine));
        Assert.Equal(64, calculation.HazardHash.Length);
        Assert.Contains("checksumSum", calculation.ImportManifest, StringComparison.Ordinal);
        Assert.Contains("Polygon", calculation.Area, StringComparison.Ordinal);
        Assert.Equal(["line 1", "line 2"], calculation.Log);
    }

    [SkippableFact]
    public async Task Results_are_invisible_until_complete_and_writing_them_again_changes_nothing()
    {
        var db = await databases.OpenAsync();
        var jobId = await db.ImportedJobAsync();
        var transfer = new ResultExporter(db.Icebox, db.Engine);
        var archive = new RiskCalculationArchive(db.Icebox);
        var writer = new ResultWriter(db.Engine);
        await writer.WriteAsync(Sample(10), new(jobId, 1));
        await Assert.ThrowsAsync<InvalidOperationException>(() => transfer.RunAsync(new(jobId, 1)));

        var rows = await writer.WriteAsync(Sample(20), new(jobId, 1));
        await db.MarkCalculatedAsync(new(jobId, 1));
        Assert.Equal(rows, await writer.WriteAsync(Sample(30), new(jobId, 1)));
        var first = await transfer.RunAsync(new(jobId, 1));
        var again = await transfer.RunAsync(new(jobId, 1));
        Assert.Equal((rows, rows), (first.Rows, again.Rows));
        Assert.Equal(
            ErrorCode.UnknownJob,
            (await Assert.ThrowsAsync<InputException>(() => archive.ReadAsync(jobId))).Error.Code);
        Assert.Equal(0, await CountViews(db, jobId));

        await db.CompleteAsync(new(jobId, 1));
        var late = await transfer.RunAsync(new(jobId, 1));

        Assert.Equal(new ExportedResults(rows, 0), late);
        Assert.Equal(AllOf.Lines(Sample(20)), AllOf.Lines((await archive.ReadAsync(jobId)).Results));
        Assert.True(await CountViews(db, jobId) > 0);
    }

    [SkippableFact]
    public async Task A_later_attempt_exports_what_an_earlier_one_calculated_and_takes_its_place()
    {
        var db = await databases.OpenAsync();
        var jobId = await db.ImportedJobAsync();
        await db.CalculateAsync(new(jobId, 1), Sample(3));
        var transfer = new ResultExporter(db.Icebox, db.Engine);
        await transfer.RunAsync(new(jobId, 1));

        await db.ExportAsync(new(jobId, 2));

        Assert.Equal(2, (await new RiskCalculationArchive(db.Icebox).ReadAsync(jobId)).Calculation.Attempt);
        await using var connection = await db.Icebox.OpenConnectionAsync();
        Assert.Equal(
            0,
            await connection.ScalarAsync<long>(
                "SELECT count(*) FROM icebox.result_asset WHERE job_id = $1 AND attempt = 1",
                default,
                jobId));
    }

    [SkippableFact]
    public async Task Discarded_results_leave_nothing()
    {
        var db = await databases.OpenAsync();
        var jobId = await db.ImportedJobAsync();
        await db.CalculateAsync(new(jobId, 1), Sample(3));
        await new ResultExporter(db.Icebox, db.Engine).RunAsync(new(jobId, 1));

        await using var icebox = db.IceboxDb();
        await ResultExporter.DiscardAsync(icebox, new(jobId, 1));

        await using var connection = await db.Icebox.OpenConnectionAsync();
        foreach (var table in ResultTables.Tables)
            Assert.Equal(
                0,
                await connection.ScalarAsync<long>(
                    $"SELECT count(*) FROM icebox.{table} WHERE job_id = $1",
                    default,
                    jobId));
        Assert.Equal(
            0,
            await connection.ScalarAsync<long>(
                "SELECT count(*) FROM icebox.risk_calculation WHERE id = $1",
                default,
                jobId));
    }

    [SkippableFact]
    public async Task Views_give_a_row_per_value_with_asset_and_place()
    {
        var db = await databases.OpenAsync();
        var jobId = await db.ImportedJobAsync();
        var results = Sample(1_500);
        await db.CalculateAsync(new(jobId, 1), results);
        await db.ExportAsync(new(jobId, 1));
        await using var connection = await db.Icebox.OpenConnectionAsync();

        var values = await connection.QueryAsync(
            """
            SELECT asset_id, value, ST_X(geom)
            FROM icebox.asset_value
            WHERE job_id = $1 AND kind = 'avg_losses'
            ORDER BY asset
            """,
            r => (r.GetString(0), r.GetFloat(1), (float)r.GetDouble(2)), default, jobId);
        Assert.Equal(results.Assets.Zip(((AssetValues)results.Outputs[0]).Values, (a, v) => (a.Id, v, a.Lon)), values);

        var events = (EventTable)results.Outputs[3];
        Assert.Equal(events.Values[1], await connection.QueryAsync(
            """
            SELECT value
            FROM icebox.event_value
            WHERE job_id = $1 AND measure = 'variance'
            ORDER BY event_id, aggregate_id
            """,
            r => r.GetFloat(0),
            default,
            jobId));

        var aggregates = (AggregateTable)results.Outputs[4];
        Assert.Equal(aggregates.ReturnPeriods!.Zip(aggregates.Values[0]), await connection.QueryAsync(
            """
            SELECT return_period, value
            FROM icebox.aggregate_value
            WHERE job_id = $1 AND kind = 'aggcurves' AND measure = 'loss'
            ORDER BY aggregate_id, return_period
            """,
            r => (r.GetDouble(0), r.GetDouble(1)), default, jobId));

        Assert.Equal(
            1_500L * 3,
            await connection.ScalarAsync<long>(
                "SELECT count(*) FROM icebox.asset_curve_point WHERE job_id = $1",
                default,
                jobId));
    }

    [SkippableFact]
    public async Task A_fence_lets_only_the_latest_attempt_commit()
    {
        var db = await databases.OpenAsync();
        var jobId = Guid.NewGuid();
        await using var engine = db.EngineDb();
        Assert.True(await Fence.RaiseAsync(engine, new(jobId, 1)));
        Assert.True(await Fence.RaiseAsync(engine, new(jobId, 1)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Fence.HoldsAsync(engine, new(jobId, 1)));
        Assert.True(await Holds(1));

        Assert.True(await Fence.RaiseAsync(engine, new(jobId, 2)));
        Assert.False(await Fence.RaiseAsync(engine, new(jobId, 1)));
        Assert.Equal((false, true), (await Holds(1), await Holds(2)));

        await Fence.CancelAsync(engine, new(jobId, 1));
        Assert.True(await Holds(2));
        await Fence.CancelAsync(engine, new(jobId, 2));
        Assert.False(await Holds(2));
        Assert.False(await Fence.RaiseAsync(engine, new(jobId, 2)));
        Assert.True(await Fence.RaiseAsync(engine, new(jobId, 3)));
        Assert.True(await Holds(3));

        async Task<bool> Holds(int attempt)
        {
            await using var transaction = await engine.Database.BeginTransactionAsync();
            return await Fence.HoldsAsync(engine, new(jobId, attempt));
        }
    }

    private static async Task<long> CountViews(TestDatabases.Pair db, Guid jobId)
    {
        await using var connection = await db.Icebox.OpenConnectionAsync();
        return await connection.ScalarAsync<long>(
            """
            SELECT (SELECT count(*) FROM icebox.asset_value WHERE job_id = $1)
                + (SELECT count(*) FROM icebox.event_value WHERE job_id = $1)
            """,
            default,
            jobId);
    }

    private static RiskResults Sample(int assets)
    {
        var random = new Random(assets);
        float[] Floats(int n) => [
            .. Enumerable.Range(0, n).Select(i => i == 1 ? float.NaN : random.NextSingle() * 1e6f),
        ];
        double[] Doubles(int n) => [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())];
        const int Rows = 20_000;
        return new RiskResults(
            [
                .. Enumerable.Range(0, assets).Select(
                    i => new ResultAsset($"a{i}", "RC", ["d1", $"é{i}"], i / 7f, -i / 90f, i % 4, 2.5f, [i, 0.1f])),
            ],
            ["district", "parish"], ["contents", "structural"], [new(0, 0.25), new(1, 0.75, "A~B")],
            [new(["district"], ["d1"]), new(["district"], ["d2"])],
            [
                new AssetValues(OutputKind.AverageLosses, "structural", Measure.Loss, 1, null, null, Floats(assets)),
                new AssetValues(
                    OutputKind.LossMaps,
                    "structural",
                    Measure.Loss,
                    null,
                    "quantile-0.5",
                    0.1,
                    Floats(assets)),
                new AssetCurves(OutputKind.LossCurves, "contents", null, "mean",
                    [
                        .. Enumerable.Range(0, assets).Select(_ => Floats(3)),
                    ], [.. Enumerable.Range(0, assets).Select(_ => Floats(3))]),
                new EventTable(OutputKind.RiskByEvent, "structural", [Measure.Loss, Measure.Variance],
                    [
                        .. Enumerable.Range(0, Rows).Select(i => i / 2L),
                    ], [.. Enumerable.Range(0, Rows).Select(i => i % 2)], [Floats(Rows), Floats(Rows)]),
                new AggregateTable(OutputKind.AggregateCurves, "structural", 0, null, [Measure.Loss, Measure.Ratio],
                    [0, 0, 2], [50, 100, 50], [Doubles(3), Doubles(3)]),
                new AggregateTable(
                    OutputKind.AggregateRisk,
                    "contents",
                    null,
                    null,
                    [Measure.Loss],
                    [2],
                    null,
                    [Doubles(1)]),
                new AggregateTable(OutputKind.AggregateCurves, "contents", null, null, [Measure.Loss], [], [], [[]]),
            ],
            null, null, ["an asset was left out"])
        {
            Events = new EventSet([
                .. Enumerable.Range(0, Rows / 2).Select(i => (long)i),
            ], [.. Enumerable.Range(0, Rows / 2).Select(i => i % 2)],
                null, [.. Enumerable.Range(0, Rows / 2).Select(i => (1L << 40) - i)]),
        };
    }
}
