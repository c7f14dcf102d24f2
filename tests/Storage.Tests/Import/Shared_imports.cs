using System.Text;
using Npgsql;
using Workers.Risk.Hazard;
using Workers.Storage.Copy;
using Workers.Storage.Databases;
using Workers.Storage.Hazard;
using Workers.Storage.Import;
using Workers.Storage.Runs;
using Workers.Storage.Spatial;

namespace Workers.Storage.Tests.Import;

[Collection(TestDatabases.Collection)]
public sealed class Shared_imports(TestDatabases databases)
{
    [SkippableFact]
    public async Task The_same_content_is_archived_and_imported_once()
    {
        var db = await databases.OpenAsync();
        var hazard = SampleHazard.Curves(SampleHazard.Grid(4, 4), seed: Imports.NextSeed());
        var archive = new HazardArchive(db.Icebox);
        var added = await archive.AddAsync(hazard, "me");
        var again = await archive.AddAsync(hazard, "you");
        Assert.False(added.AlreadyThere);
        Assert.Equal(added with { AlreadyThere = true }, again);

        var first = await Imports.RunAsync(db, hazard, "classical_risk", Imports.Everywhere);
        var second = await Imports.RunAsync(db, hazard, "classical_risk", Imports.Everywhere);
        Assert.False(first.Reused);
        Assert.Equal(first with { Reused = true, BytesCopied = 0 }, second);

        var other = await Imports.RunAsync(
            db,
            hazard,
            "classical_risk",
            AreaOfInterest.Parse([10, 40, 10.1, 40.1], null));
        Assert.NotEqual(first.ImportId, other.ImportId);
    }

    [SkippableFact]
    public async Task A_process_that_is_stopped_in_the_middle_holds_up_others_only_until_the_database_ends_it()
    {
        var db = await databases.OpenAsync();
        var request = await Imports.ArchiveAsync(
            db,
            SampleHazard.Curves(SampleHazard.Grid(4, 4), seed: Imports.NextSeed()),
            "classical_risk",
            Imports.Everywhere);
        await using var usual = await db.Engine.OpenConnectionAsync();
        Assert.Equal("10min", await usual.ScalarAsync<string>("SHOW idle_in_transaction_session_timeout", default));
        // As if it were stopped with the lock of what both need; with less patience than usual.
        var impatient = new NpgsqlConnectionStringBuilder(db.Engine.ConnectionString)
        {
            Options = "-c idle_in_transaction_session_timeout=500ms",
        };
        await using var other = Database.Open(Database.Engine, impatient.ConnectionString);
        await using var stopped = await other.OpenConnectionAsync();
        await using var transaction = await stopped.BeginTransactionAsync();
        await stopped.ExecuteAsync(
            "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", default, request.RiskModelId);

        var import = await new HazardImporter(db.Icebox, db.Engine).RunAsync(request);

        Assert.Equal(16, import.Sites);
        // It wakes up, and writes nothing.
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => stopped.ExecuteAsync("SELECT 1", default));
    }

    [SkippableFact]
    public async Task An_import_is_invisible_until_it_is_complete()
    {
        var db = await databases.OpenAsync();
        var request = await Imports.ArchiveAsync(
            db,
            SampleHazard.Curves(SampleHazard.Grid(4, 4), seed: Imports.NextSeed()),
            "classical_risk",
            Imports.Everywhere);
        var import = await new HazardImporter(db.Icebox, db.Engine).RunAsync(request);
        var reader = new ImportReader(db.Engine);

        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.ReadCurvesAsync(import.ImportId));
        await using var engine = db.EngineDb();
        var jobId = Guid.NewGuid();
        await Assert.ThrowsAsync<InvalidOperationException>(() => JobRuns.FindAsync(engine, new(jobId, 1)));

        await Imports.CompleteAsync(db, import, request, jobId);

        Assert.Equal(16, (await reader.ReadCurvesAsync(import.ImportId)).Sites.Count);
        Assert.Equal(import.ImportId, (await JobRuns.FindAsync(engine, new(jobId, 3))).ImportId);
        Assert.Equal(
            "the ini",
            Encoding.UTF8.GetString((await reader.ReadRiskModelAsync(request.RiskModelId))["job.ini"])[..7]);
    }

    [SkippableFact]
    public async Task An_import_whose_connection_was_cut_goes_on_with_the_part_that_it_lost()
    {
        var db = await databases.OpenAsync();
        var hazard = SampleHazard.GroundMotion(SampleHazard.Grid(40, 10), 2_000, Imports.NextSeed());
        var request = await Imports.ArchiveAsync(db, hazard, "scenario_risk", Imports.Everywhere);
        const long PartBytes = 1_600_000;        // 100 sites of 2 IMTs and 2,000 events: 4 parts
        var import = new HazardImporter(db.Icebox, db.Engine) { BytesPerPart = PartBytes, Streams = 1 };

        var cut = new Progress(p => { if (p.Done > 2.5 * PartBytes) CutCopies(db); });
        await Assert.ThrowsAnyAsync<Exception>(() => import.RunAsync(request, cut));
        Assert.True(cut.Fired);
        await using (var connection = await db.Engine.OpenConnectionAsync())
        {
            var id = await connection.ScalarAsync<Guid>(
                "SELECT id FROM engine.import WHERE hazard_calculation_id = $1",
                default,
                request.HazardCalculationId);
            Assert.Equal([0, 1, 2], await connection.QueryAsync(
                "SELECT part FROM engine.import_part WHERE import_id = $1 ORDER BY part",
                r => r.GetInt32(0),
                default,
                id));
            Assert.Equal(
                400,
                await connection.ScalarAsync<long>(
                    "SELECT count(*) FROM engine.hazard_values WHERE import_id = $1",
                    default,
                    id));
        }

        var result = await import.RunAsync(request);

        Assert.InRange(result.BytesCopied, 2 * PartBytes, 2.2 * PartBytes);
        await Imports.CompleteAsync(db, result, request, Guid.NewGuid());
        var motion = await new ImportReader(db.Engine).ReadGroundMotionAsync(result.ImportId);
        Assert.Equal(((GroundMotionFields)hazard.GroundMotion!).Gmvs[1], motion.Gmvs[1]);
    }

    [SkippableFact]
    public async Task Importers_of_the_same_content_at_once_share_the_work()
    {
        var db = await databases.OpenAsync();
        var hazard = SampleHazard.GroundMotion(SampleHazard.Grid(20, 10), 1_000, Imports.NextSeed());
        var request = await Imports.ArchiveAsync(db, hazard, "scenario_risk", Imports.Everywhere);
        var import = new HazardImporter(db.Icebox, db.Engine) { BytesPerPart = 200_000 };

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => import.RunAsync(request))));

        Assert.Single(results.Select(r => r.ImportId).Distinct());
        Assert.InRange(results.Sum(r => r.BytesCopied), results[0].Bytes, results[0].Bytes * 1.05);
        await Imports.CompleteAsync(db, results[0], request, Guid.NewGuid());
        await Imports.CompleteAsync(db, results[1], request, Guid.NewGuid());
        var motion = await new ImportReader(db.Engine).ReadGroundMotionAsync(results[0].ImportId);
        Assert.Equal(((GroundMotionFields)hazard.GroundMotion!).Gmvs[0], motion.Gmvs[0]);
    }

    private static void CutCopies(TestDatabases.Pair db)
    {
        using var connection = db.Engine.OpenConnection();
        using var command = new NpgsqlCommand(
            """
            SELECT pg_terminate_backend(pid)
            FROM pg_stat_activity
            WHERE datname = current_database() AND query LIKE 'COPY engine.hazard_values%'
            """,
            connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Reports on the caller's thread, and acts once.</summary>
    private sealed class Progress(Action<TransferProgress> act) : IProgress<TransferProgress>
    {
        public bool Fired { get; private set; }

        public void Report(TransferProgress value)
        {
            if (Fired)
                return;
            act(value);
            Fired = value.Done > 2.5 * 1_600_000;
        }
    }
}
