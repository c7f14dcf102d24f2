using System.Text;
using Workers.Risk.Input;
using Workers.Risk.Results;
using Workers.Storage.Engine;
using Workers.Storage.Fencing;
using Workers.Storage.Icebox;
using Workers.Storage.Results;
using Workers.Storage.Spatial;
using Workers.Storage.Transfer;

namespace Workers.Storage.Tests;

[Collection(TestDatabases.Collection)]
public sealed class ResultTests(TestDatabases databases)
{
    private static readonly CalculationProvenance How = new(
        "scenario_risk", "a test", "workers", "0.1.0", [new("calculation_mode", "scenario_risk"), new("b", "2")],
        new Dictionary<string, double> { ["calculate"] = 1.5 }, ["line 1", "line 2"]);

    [SkippableFact]
    public async Task Results_come_back_bit_for_bit_with_where_they_come_from()
    {
        var db = await databases.OpenAsync();
        var jobId = await ImportedJob(db);
        var results = Sample(assets: 2_500);
        await Calculate(db, jobId, 1, results);

        await Export(db, jobId, 1);
        var (calculation, read) = await new RiskCalculationArchive(db.Icebox).ReadAsync(jobId);

        AssertSame(results, read);
        Assert.Equal((jobId, 1, "scenario_risk", "a test", "workers"), (calculation.Id, calculation.Attempt, calculation.Mode, calculation.Description, calculation.Engine));
        Assert.Equal(64, calculation.HazardHash.Length);
        Assert.Contains("checksumSum", calculation.ImportManifest, StringComparison.Ordinal);
        Assert.Contains("Polygon", calculation.Area, StringComparison.Ordinal);
        Assert.Equal(["line 1", "line 2"], calculation.Log);
    }

    [SkippableFact]
    public async Task Results_are_invisible_until_complete_and_writing_them_again_changes_nothing()
    {
        var db = await databases.OpenAsync();
        var jobId = await ImportedJob(db);
        var transfer = new ResultTransfer(db.Icebox, db.Engine);
        var archive = new RiskCalculationArchive(db.Icebox);
        var writer = new ResultWriter(db.Engine);
        await writer.WriteAsync(Sample(10), jobId, 1);
        await Assert.ThrowsAsync<InvalidOperationException>(() => transfer.RunAsync(jobId, 1));

        var rows = await writer.WriteAsync(Sample(20), jobId, 1);
        await MarkCalculated(db, jobId, 1);
        Assert.Equal(rows, await writer.WriteAsync(Sample(30), jobId, 1));
        var first = await transfer.RunAsync(jobId, 1);
        var again = await transfer.RunAsync(jobId, 1);
        Assert.Equal((rows, rows), (first.Rows, again.Rows));
        Assert.Equal(ErrorCode.UnknownJob, (await Assert.ThrowsAsync<InputException>(() => archive.ReadAsync(jobId))).Error.Code);
        Assert.Equal(0, await CountViews(db, jobId));

        await Complete(db, jobId, 1);
        var late = await transfer.RunAsync(jobId, 1);

        Assert.Equal(new ResultTransferred(rows, 0), late);
        AssertSame(Sample(20), (await archive.ReadAsync(jobId)).Results);
        Assert.True(await CountViews(db, jobId) > 0);
    }

    [SkippableFact]
    public async Task A_later_attempt_exports_what_an_earlier_one_calculated_and_takes_its_place()
    {
        var db = await databases.OpenAsync();
        var jobId = await ImportedJob(db);
        await Calculate(db, jobId, 1, Sample(3));
        var transfer = new ResultTransfer(db.Icebox, db.Engine);
        await transfer.RunAsync(jobId, 1);

        await Export(db, jobId, 2);

        Assert.Equal(2, (await new RiskCalculationArchive(db.Icebox).ReadAsync(jobId)).Calculation.Attempt);
        await using var connection = await db.Icebox.OpenConnectionAsync();
        Assert.Equal(0, await connection.ScalarAsync<long>("SELECT count(*) FROM icebox.result_asset WHERE job_id = $1 AND attempt = 1", default, jobId));
    }

    [SkippableFact]
    public async Task Discarded_results_leave_nothing()
    {
        var db = await databases.OpenAsync();
        var jobId = await ImportedJob(db);
        await Calculate(db, jobId, 1, Sample(3));
        await new ResultTransfer(db.Icebox, db.Engine).RunAsync(jobId, 1);

        await using var icebox = db.IceboxDb();
        await ResultTransfer.DiscardAsync(icebox, jobId, 1);

        await using var connection = await db.Icebox.OpenConnectionAsync();
        foreach (var table in ResultTables.Tables)
            Assert.Equal(0, await connection.ScalarAsync<long>($"SELECT count(*) FROM icebox.{table} WHERE job_id = $1", default, jobId));
        Assert.Equal(0, await connection.ScalarAsync<long>("SELECT count(*) FROM icebox.risk_calculation WHERE id = $1", default, jobId));
    }

    [SkippableFact]
    public async Task Views_give_a_row_per_value_with_asset_and_place()
    {
        var db = await databases.OpenAsync();
        var jobId = await ImportedJob(db);
        var results = Sample(1_500);
        await Calculate(db, jobId, 1, results);
        await Export(db, jobId, 1);
        await using var connection = await db.Icebox.OpenConnectionAsync();

        var values = await connection.QueryAsync(
            "SELECT asset_id, value, ST_X(geom) FROM icebox.asset_value WHERE job_id = $1 AND kind = 'avg_losses' ORDER BY asset",
            r => (r.GetString(0), r.GetFloat(1), (float)r.GetDouble(2)), default, jobId);
        Assert.Equal(results.Assets.Zip(((AssetValues)results.Outputs[0]).Values, (a, v) => (a.Id, v, a.Lon)), values);

        var events = (EventTable)results.Outputs[3];
        Assert.Equal(events.Values[1], await connection.QueryAsync(
            "SELECT value FROM icebox.event_value WHERE job_id = $1 AND measure = 'variance' ORDER BY event_id, aggregate_id", r => r.GetFloat(0), default, jobId));

        var aggregates = (AggregateTable)results.Outputs[4];
        Assert.Equal(aggregates.ReturnPeriods!.Zip(aggregates.Values[0]), await connection.QueryAsync(
            "SELECT return_period, value FROM icebox.aggregate_value WHERE job_id = $1 AND kind = 'aggcurves' AND measure = 'loss' ORDER BY aggregate_id, return_period",
            r => (r.GetDouble(0), r.GetDouble(1)), default, jobId));

        Assert.Equal(1_500L * 3, await connection.ScalarAsync<long>("SELECT count(*) FROM icebox.asset_curve_point WHERE job_id = $1", default, jobId));
    }

    [SkippableFact]
    public async Task A_fence_lets_only_the_latest_attempt_commit()
    {
        var db = await databases.OpenAsync();
        var jobId = Guid.NewGuid();
        await using var engine = db.EngineDb();
        Assert.True(await Fence.RaiseAsync(engine, jobId, 1));
        Assert.True(await Fence.RaiseAsync(engine, jobId, 1));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Fence.HoldsAsync(engine, jobId, 1));
        Assert.True(await Holds(1));

        Assert.True(await Fence.RaiseAsync(engine, jobId, 2));
        Assert.False(await Fence.RaiseAsync(engine, jobId, 1));
        Assert.Equal((false, true), (await Holds(1), await Holds(2)));

        await Fence.CancelAsync(engine, jobId, 1);
        Assert.True(await Holds(2));
        await Fence.CancelAsync(engine, jobId, 2);
        Assert.False(await Holds(2));
        Assert.False(await Fence.RaiseAsync(engine, jobId, 2));
        Assert.True(await Fence.RaiseAsync(engine, jobId, 3));
        Assert.True(await Holds(3));

        async Task<bool> Holds(int attempt)
        {
            await using var transaction = await engine.Database.BeginTransactionAsync();
            return await Fence.HoldsAsync(engine, jobId, attempt);
        }
    }

    private static async Task<long> CountViews(TestDatabases.Pair db, Guid jobId)
    {
        await using var connection = await db.Icebox.OpenConnectionAsync();
        return await connection.ScalarAsync<long>(
            "SELECT (SELECT count(*) FROM icebox.asset_value WHERE job_id = $1) + (SELECT count(*) FROM icebox.event_value WHERE job_id = $1)", default, jobId);
    }

    private static async Task<Guid> ImportedJob(TestDatabases.Pair db)
    {
        var hazard = await new HazardArchive(db.Icebox).AddAsync(SampleHazard.GroundMotion(SampleHazard.Grid(2, 2), 10, seed: 7), null);
        var model = await new RiskModelArchive(db.Icebox).AddAsync(
            new Dictionary<string, byte[]> { ["job.ini"] = Encoding.UTF8.GetBytes("results") },
            new RiskModelSummary("scenario_risk", "", 1, ["structural"], ["PGA"], 15, [(10, 40)]), null);
        var area = AreaOfInterest.Parse([9, 39, 11, 41], null);
        var import = await new HazardImport(db.Icebox, db.Engine).RunAsync(new HazardImportRequest(hazard.Id, null, model.Id, area));
        var jobId = Guid.NewGuid();
        await using var engine = db.EngineDb();
        await JobRuns.ImportedAsync(engine, new JobRunRow
        { JobId = jobId, Attempt = 1, ImportId = import.ImportId, RiskModelId = model.Id, Area = area!.ToGeoJson(), Owner = "tests" });
        return jobId;
    }

    private static async Task Calculate(TestDatabases.Pair db, Guid jobId, int attempt, RiskResults results)
    {
        await new ResultWriter(db.Engine).WriteAsync(results, jobId, attempt);
        await MarkCalculated(db, jobId, attempt);
    }

    private static async Task MarkCalculated(TestDatabases.Pair db, Guid jobId, int attempt)
    {
        await using var engine = db.EngineDb();
        await JobRuns.CompleteAsync(engine, jobId, attempt, How);
    }

    private static async Task Export(TestDatabases.Pair db, Guid jobId, int attempt)
    {
        await new ResultTransfer(db.Icebox, db.Engine).RunAsync(jobId, attempt);
        await Complete(db, jobId, attempt);
    }

    private static async Task Complete(TestDatabases.Pair db, Guid jobId, int attempt)
    {
        await using var icebox = db.IceboxDb();
        await using var transaction = await icebox.Database.BeginTransactionAsync();
        await ResultTransfer.CompleteAsync(icebox, jobId, attempt);
        await transaction.CommitAsync();
    }

    private static RiskResults Sample(int assets)
    {
        var random = new Random(assets);
        float[] Floats(int n) => [.. Enumerable.Range(0, n).Select(i => i == 1 ? float.NaN : random.NextSingle() * 1e6f)];
        double[] Doubles(int n) => [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())];
        const int Rows = 20_000;
        return new RiskResults(
            [.. Enumerable.Range(0, assets).Select(i => new ResultAsset($"a{i}", "RC", ["d1", $"é{i}"], i / 7f, -i / 90f, i % 4, 2.5f, [i, 0.1f]))],
            ["district", "parish"], ["contents", "structural"], [new(0, 0.25), new(1, 0.75, "A~B")],
            [new(["district"], ["d1"]), new(["district"], ["d2"])],
            [
                new AssetValues(OutputKind.AverageLosses, "structural", Measure.Loss, 1, null, null, Floats(assets)),
                new AssetValues(OutputKind.LossMaps, "structural", Measure.Loss, null, "quantile-0.5", 0.1, Floats(assets)),
                new AssetCurves(OutputKind.LossCurves, "contents", null, "mean",
                    [.. Enumerable.Range(0, assets).Select(_ => Floats(3))], [.. Enumerable.Range(0, assets).Select(_ => Floats(3))]),
                new EventTable(OutputKind.RiskByEvent, "structural", [Measure.Loss, Measure.Variance],
                    [.. Enumerable.Range(0, Rows).Select(i => i / 2L)], [.. Enumerable.Range(0, Rows).Select(i => i % 2)], [Floats(Rows), Floats(Rows)]),
                new AggregateTable(OutputKind.AggregateCurves, "structural", 0, null, [Measure.Loss, Measure.Ratio],
                    [0, 0, 2], [50, 100, 50], [Doubles(3), Doubles(3)]),
                new AggregateTable(OutputKind.AggregateRisk, "contents", null, null, [Measure.Loss], [2], null, [Doubles(1)]),
                new AggregateTable(OutputKind.AggregateCurves, "contents", null, null, [Measure.Loss], [], [], [[]]),
            ],
            null, null, ["an asset was left out"]);
    }

    private static void AssertSame(RiskResults expected, RiskResults actual)
    {
        Assert.Equivalent(expected with { Outputs = [] }, actual with { Outputs = [] }, strict: true);
        Assert.Equal(expected.Outputs.Count, actual.Outputs.Count);
        foreach (var (a, b) in expected.Outputs.Zip(actual.Outputs))
        {
            Assert.Equal((a.GetType(), a.Kind, a.LossType, a.Realization, a.Statistic), (b.GetType(), b.Kind, b.LossType, b.Realization, b.Statistic));
            Assert.Equal(Numbers(a), Numbers(b));
        }
    }

    private static string[] Numbers(RiskOutput output) => output switch
    {
        AssetValues x => [x.Measure, $"{x.Poe}", Join(x.Values)],
        AssetCurves x => [.. x.Losses.Select(Join), .. x.Poes.Select(Join)],
        EventTable x => [.. x.Measures, Join(x.EventIds), Join(x.AggregateIds), .. x.Values.Select(Join)],
        AggregateTable x => [.. x.Measures, Join(x.AggregateIds), x.ReturnPeriods is null ? "none" : Join(x.ReturnPeriods), .. x.Values.Select(Join)],
        _ => throw new ArgumentException(output.GetType().Name),
    };

    private static string Join<T>(T[] numbers) => string.Join(' ', numbers);
}
