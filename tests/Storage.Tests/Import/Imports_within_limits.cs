using System.Text;
using Workers.Errors;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Fencing;
using Workers.Storage.Hazard;
using Workers.Storage.Import;
using Workers.Storage.RiskModels;
using Workers.Storage.Runs;
using Workers.Storage.Spatial;

namespace Workers.Storage.Tests;

/// <summary>
/// What is too large is refused before anything is copied; what has no room now waits, once all that nobody needs is
/// gone.
/// </summary>
[Collection(TestDatabases.Collection)]
public sealed class Imports_within_limits(TestDatabases databases)
{
    private static readonly Limit Any = new(long.MaxValue, "");
    private static int _seed = 7_000;

    [SkippableTheory]
    [InlineData(
        9,
        long.MaxValue,
        "W5007 The job has 10 assets where 9 are allowed.",
        "at most 9 (SETTING A): a smaller exposure model")]
    [InlineData(
        10,
        31_999,
        "W5007 The job has 32,000 hazard values where 31,999 are allowed.",
        "at most 31,999 (SETTING V): a smaller area, fewer outputs, or hazard of fewer events")]
    public async Task A_job_that_is_too_large_is_refused_with_both_figures_and_the_setting(
        long assets,
        long values,
        string what,
        string expected)
    {
        var db = await databases.OpenAsync();
        var request = await ArchiveAsync(db, events: 1_000) with
        {
            Limits = new(new(assets, "SETTING A"), new(values, "SETTING V")),
        };

        var error = await Assert.ThrowsAsync<InputException>(
            () => new HazardImporter(db.Icebox, db.Engine).RunAsync(request));

        Assert.StartsWith(what, error.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(expected, error.Error.Expected);
        Assert.Equal(0, await CountAsync(db, request));
        await using var engine = await db.Engine.OpenConnectionAsync();
        Assert.Equal(
            0,
            await engine.ScalarAsync<long>(
                "SELECT count(*) FROM engine.risk_model_file WHERE model_id = $1",
                default,
                request.RiskModelId));
    }

    [SkippableFact]
    public async Task What_is_there_already_is_refused_too_to_those_who_may_not_have_as_much()
    {
        var db = await databases.OpenAsync();
        var request = await ArchiveAsync(db, events: 1_000) with { Limits = new(new(10, ""), new(32_000, "")) };
        await UseAsync(db, request, (await new HazardImporter(db.Icebox, db.Engine).RunAsync(request)).ImportId);

        Assert.True((await new HazardImporter(db.Icebox, db.Engine).RunAsync(request)).Reused);
        var error = await Assert.ThrowsAsync<InputException>(() =>
            new HazardImporter(db.Icebox, db.Engine).RunAsync(request with { Limits = new(Any, new(31_999, "")) }));

        Assert.Equal(ErrorCode.TooLarge, error.Error.Code);
    }

    [SkippableFact]
    public async Task What_could_never_fit_into_the_engine_database_is_refused()
    {
        var db = await databases.OpenAsync();
        var request = await ArchiveAsync(db, events: 1_000);
        var import = new HazardImporter(db.Icebox, db.Engine) { MaxBytes = new(100_000, "ROOM") };

        var error = await Assert.ThrowsAsync<InputException>(() => import.RunAsync(request));

        Assert.Contains("(ROOM)", error.Error.Expected, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(db, request));
    }

    [SkippableFact]
    public async Task An_import_waits_while_jobs_under_way_need_the_room_and_begins_when_they_do_not()
    {
        var db = await databases.OpenAsync();
        var (held, next) = (await ArchiveAsync(db, events: 50_000), await ArchiveAsync(db, events: 50_000));
        var first = await new HazardImporter(db.Icebox, db.Engine) { Lease = TimeSpan.Zero }.RunAsync(held);
        var jobId = await UseAsync(db, held, first.ImportId);
        var most = await UsedAsync(db) + 3_000_000;
        var import = new HazardImporter(db.Icebox, db.Engine) { MaxBytes = new(most, "ROOM") };

        var full = await Assert.ThrowsAsync<EngineFullException>(() => import.RunAsync(next));
        Assert.Contains("(ROOM)", full.Message, StringComparison.Ordinal);
        Assert.Equal((1, 0), (await CountAsync(db, held), await CountAsync(db, next)));

        await using (var engine = db.EngineDb())
            await Fence.CancelAsync(engine, new(jobId, 1));
        await import.RunAsync(next);

        Assert.Equal((0, 1), (await CountAsync(db, held), await CountAsync(db, next)));
        await using var connection = await db.Engine.OpenConnectionAsync();
        Assert.Equal(
            0,
            await connection.ScalarAsync<long>(
                "SELECT count(*) FROM engine.hazard_values WHERE import_id = $1",
                default,
                first.ImportId));
    }

    [SkippableFact]
    public async Task Of_expired_imports_those_of_archived_jobs_and_unfinished_ones_go_and_no_more_than_needed()
    {
        var db = await databases.OpenAsync();
        var requests = new List<HazardImportRequest>();
        for (var i = 0; i < 4; i++)
            requests.Add(await ArchiveAsync(db, events: 50_000));
        var (unfinished, archived, kept, next) = (requests[0], requests[1], requests[2], requests[3]);
        var leaseless = new HazardImporter(db.Icebox, db.Engine) { Lease = TimeSpan.Zero };
        await leaseless.RunAsync(unfinished);
        await ArchiveResultsAsync(db, await UseAsync(db, archived, (await leaseless.RunAsync(archived)).ImportId));
        await ArchiveResultsAsync(db, await UseAsync(db, kept, (await leaseless.RunAsync(kept)).ImportId));

        var most = await UsedAsync(db) - 4_000_000;
        await new HazardImporter(db.Icebox, db.Engine) { MaxBytes = new(most, "ROOM") }.RunAsync(next);

        Assert.Equal(
            (0, 0, 1, 1),
            (
                await CountAsync(db, unfinished),
                await CountAsync(db, archived),
                await CountAsync(db, kept),
                await CountAsync(db, next)));
    }

    [SkippableFact]
    public async Task Imports_that_begin_at_once_do_not_take_the_same_room()
    {
        var db = await databases.OpenAsync();
        var requests = new List<HazardImportRequest>();
        for (var i = 0; i < 4; i++)
            requests.Add(await ArchiveAsync(db, events: 50_000));
        await ExtendLeasesAsync(db);
        // Two of 6.7 MB.
        var most = await UsedAsync(db) + 14_500_000;
        var import = new HazardImporter(db.Icebox, db.Engine) { MaxBytes = new(most, "ROOM") };

        var outcomes = await Task.WhenAll(
            requests.Select(r => Task.Run(() => import.RunAsync(r)).ContinueWith(t => t.Exception?.InnerException)));

        Assert.Equal(2, outcomes.Count(e => e is null));
        Assert.Equal(2, outcomes.Count(e => e is EngineFullException));
        foreach (var begun in requests.Where((_, i) => outcomes[i] is null))
            await import.RunAsync(begun);       // has its room already
    }

    /// <summary>What other tests have left expired would give way, and make room for one more.</summary>
    private static async Task ExtendLeasesAsync(TestDatabases.Pair db)
    {
        await using var engine = await db.Engine.OpenConnectionAsync();
        await engine.ExecuteAsync("UPDATE engine.import SET lease_expires_at = now() + interval '1 day'", default);
    }

    private static async Task<HazardImportRequest> ArchiveAsync(TestDatabases.Pair db, int events)
    {
        var seed = Interlocked.Increment(ref _seed);
        var hazard = await new HazardArchive(db.Icebox).AddAsync(
            SampleHazard.GroundMotion(SampleHazard.Grid(4, 4), events, seed),
            "tests");
        var model = await new RiskModelArchive(db.Icebox).AddAsync(
            new Dictionary<string, byte[]> { ["job.ini"] = Encoding.UTF8.GetBytes($"limits {seed}") },
            new RiskModelSummary("scenario_risk", "", 10, ["structural"], ["PGA", "SA(0.3)"], 15, [(10, 40)]), "tests");
        return new HazardImportRequest(hazard.Id, null, model.Id, AreaOfInterest.Parse([9, 39, 12, 42], null));
    }

    private static async Task<Guid> UseAsync(TestDatabases.Pair db, HazardImportRequest request, Guid importId)
    {
        await using var engine = db.EngineDb();
        var jobId = Guid.NewGuid();
        await JobRuns.ImportedAsync(
            engine,
            new JobRunRow { JobId = jobId, Attempt = 1, ImportId = importId, RiskModelId = request.RiskModelId });
        return jobId;
    }

    private static async Task ArchiveResultsAsync(TestDatabases.Pair db, Guid jobId)
    {
        await db.CalculateAsync(new(jobId, 1), new([], [], [], [], [], [], null, null, []));
        await db.ExportAsync(new(jobId, 1));
    }

    private static async Task<long> UsedAsync(TestDatabases.Pair db)
    {
        await using var engine = await db.Engine.OpenConnectionAsync();
        return await EngineCapacity.UsedAsync(engine, default);
    }

    private static async Task<int> CountAsync(TestDatabases.Pair db, HazardImportRequest request)
    {
        await using var engine = await db.Engine.OpenConnectionAsync();
        return (int)await engine.ScalarAsync<long>(
            "SELECT count(*) FROM engine.import WHERE hazard_calculation_id = $1",
            default,
            request.HazardCalculationId);
    }
}
