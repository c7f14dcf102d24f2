using System.Text;
using Npgsql;
using Workers.Risk.Hazard;
using Workers.Risk.Input;
using Workers.Storage.Engine;
using Workers.Storage.Icebox;
using Workers.Storage.Spatial;
using Workers.Storage.Transfer;

namespace Workers.Storage.Tests;

[Collection(TestDatabases.Collection)]
public sealed class ImportTests(TestDatabases databases)
{
    private static int _seed = 100;
    private static readonly AreaOfInterest Everywhere = AreaOfInterest.Parse([-180, -90, 180, 90], null)!;

    [SkippableFact]
    public async Task Curves_come_back_bit_for_bit()
    {
        var db = await databases.OpenAsync();
        var hazard = SampleHazard.Curves(SampleHazard.Grid(7, 5), seed: _seed++);
        var import = await Import(db, hazard, "classical_risk", Everywhere);

        var curves = await new ImportedHazard(db.Engine).ReadCurvesAsync(import.ImportId);

        Assert.Equal(hazard.Sites.Ids, curves.Sites.Ids);
        Assert.Equal(hazard.Sites.Lons, curves.Sites.Lons);
        Assert.Equal(hazard.Sites.Lats, curves.Sites.Lats);
        Assert.Equal(50, curves.InvestigationTime);
        Assert.Equal(hazard.Realizations, curves.Realizations);
        Assert.Equal(hazard.Imts.Select(i => (i.Imt, string.Join(' ', i.Levels))), curves.Imts.Select(i => (i.Imt, string.Join(' ', i.Levels))));
        Assert.Equal(2, curves.Poes.Length);
        for (var r = 0; r < 2; r++)
        {
            for (var imt = 0; imt < 2; imt++)
                Assert.Equal(hazard.Poes![r][imt], curves.Poes[r][imt]);
        }
        Assert.Equal(2 * 35 * 5, import.Values);
        Assert.Equal(import.Values * 8, import.Bytes);
    }

    [SkippableFact]
    public async Task Parameters_of_sites_are_archived_and_imported_and_make_another_hazard()
    {
        var db = await databases.OpenAsync();
        var hazard = SampleHazard.Curves(SampleHazard.Grid(2, 2), seed: _seed++);
        var import = await Import(db, hazard, "classical_risk", Everywhere);

        await using var engine = await db.Engine.OpenConnectionAsync();
        foreach (var (name, texts) in hazard.SiteParameters)
            Assert.Equal(texts, await engine.QueryAsync(
                "SELECT parameters ->> $2 FROM engine.hazard_site WHERE import_id = $1 ORDER BY site_id", r => r.GetString(0), default, import.ImportId, name));

        var archive = new HazardArchive(db.Icebox);
        var without = await archive.AddAsync(hazard with { SiteParameters = new Dictionary<string, string[]>() }, null);
        Assert.False(without.AlreadyThere);
        Assert.True((await archive.AddAsync(hazard, null)).AlreadyThere);
    }

    [SkippableFact]
    public async Task A_lone_statistic_is_one_realization()
    {
        var db = await databases.OpenAsync();
        var hazard = SampleHazard.Curves(SampleHazard.Grid(3, 3), seed: _seed++);
        var import = await Import(db, hazard, "classical_risk", Everywhere, outputs: ["mean"], imts: ["SA(0.3)"]);

        var curves = await new ImportedHazard(db.Engine).ReadCurvesAsync(import.ImportId);

        Assert.Equal([new Realization(0, 1)], curves.Realizations);
        Assert.Equal("SA(0.3)", Assert.Single(curves.Imts).Imt);
        Assert.Equal(hazard.Poes![2][1], curves.Poes[0][0]);
    }

    [SkippableTheory]
    [InlineData(50)]
    [InlineData(16_384)]
    [InlineData(16_385)]
    public async Task Ground_motion_comes_back_bit_for_bit(int events)
    {
        var db = await databases.OpenAsync();
        var hazard = SampleHazard.GroundMotion(SampleHazard.Grid(3, 2), events, _seed++, investigationTime: 1);
        var import = await Import(db, hazard, "event_based_risk", Everywhere);

        var motion = await new ImportedHazard(db.Engine).ReadGroundMotionAsync(import.ImportId);

        var expected = (GroundMotionFields)hazard.GroundMotion!;
        Assert.Equal(expected.Imts, motion.Imts);
        Assert.Equal(expected.Events.Ids, motion.Events.Ids);
        Assert.Equal(expected.Events.Realizations, motion.Events.Realizations);
        Assert.Equal(expected.Events.Years, motion.Events.Years);
        Assert.Equal(expected.Events.Ruptures, motion.Events.Ruptures);
        Assert.Equal(expected.Realizations, motion.Realizations);
        for (var imt = 0; imt < 2; imt++)
            Assert.Equal(expected.Gmvs[imt].Select(BitConverter.SingleToInt32Bits), motion.Gmvs[imt].Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(6L * events * 2, import.Values);
    }

    [SkippableFact]
    public async Task The_same_content_is_archived_and_imported_once()
    {
        var db = await databases.OpenAsync();
        var hazard = SampleHazard.Curves(SampleHazard.Grid(4, 4), seed: _seed++);
        var archive = new HazardArchive(db.Icebox);
        var added = await archive.AddAsync(hazard, "me");
        var again = await archive.AddAsync(hazard, "you");
        Assert.False(added.AlreadyThere);
        Assert.Equal(added with { AlreadyThere = true }, again);

        var first = await Import(db, hazard, "classical_risk", Everywhere);
        var second = await Import(db, hazard, "classical_risk", Everywhere);
        Assert.False(first.Reused);
        Assert.Equal(first with { Reused = true, BytesCopied = 0 }, second);

        var other = await Import(db, hazard, "classical_risk", AreaOfInterest.Parse([10, 40, 10.1, 40.1], null));
        Assert.NotEqual(first.ImportId, other.ImportId);
    }

    [SkippableFact]
    public async Task An_import_is_invisible_until_it_is_complete()
    {
        var db = await databases.OpenAsync();
        var request = await Archive(db, SampleHazard.Curves(SampleHazard.Grid(4, 4), seed: _seed++), "classical_risk", Everywhere);
        var import = await new HazardImport(db.Icebox, db.Engine).RunAsync(request);
        var reader = new ImportedHazard(db.Engine);

        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.ReadCurvesAsync(import.ImportId));
        await using var engine = db.EngineDb();
        var jobId = Guid.NewGuid();
        await Assert.ThrowsAsync<InvalidOperationException>(() => JobRuns.FindAsync(engine, jobId, 1));

        await Complete(db, import, request, jobId);

        Assert.Equal(16, (await reader.ReadCurvesAsync(import.ImportId)).Sites.Count);
        Assert.Equal(import.ImportId, (await JobRuns.FindAsync(engine, jobId, 3)).ImportId);
        Assert.Equal("the ini", Encoding.UTF8.GetString((await reader.ReadRiskModelAsync(request.RiskModelId))["job.ini"])[..7]);
    }

    [SkippableFact]
    public async Task An_import_whose_connection_was_cut_goes_on_with_the_part_that_it_lost()
    {
        var db = await databases.OpenAsync();
        var hazard = SampleHazard.GroundMotion(SampleHazard.Grid(40, 10), 2_000, _seed++);
        var request = await Archive(db, hazard, "scenario_risk", Everywhere);
        const long PartBytes = 1_600_000;        // 100 sites of 2 IMTs and 2,000 events: 4 parts
        var import = new HazardImport(db.Icebox, db.Engine) { BytesPerPart = PartBytes };

        var cut = new Progress(p => { if (p.Done > 2.5 * PartBytes) CutCopies(db); });
        await Assert.ThrowsAnyAsync<Exception>(() => import.RunAsync(request, cut));
        Assert.True(cut.Fired);
        await using (var connection = await db.Engine.OpenConnectionAsync())
        {
            var id = await connection.ScalarAsync<Guid>("SELECT id FROM engine.import WHERE hazard_calculation_id = $1", default, request.HazardCalculationId);
            Assert.Equal([0, 1, 2], await connection.QueryAsync(
                "SELECT part FROM engine.import_part WHERE import_id = $1 ORDER BY part", r => r.GetInt32(0), default, id));
            Assert.Equal(400, await connection.ScalarAsync<long>("SELECT count(*) FROM engine.hazard_values WHERE import_id = $1", default, id));
        }

        var result = await import.RunAsync(request);

        Assert.InRange(result.BytesCopied, 2 * PartBytes, 2.2 * PartBytes);
        await Complete(db, result, request, Guid.NewGuid());
        var motion = await new ImportedHazard(db.Engine).ReadGroundMotionAsync(result.ImportId);
        Assert.Equal(((GroundMotionFields)hazard.GroundMotion!).Gmvs[1], motion.Gmvs[1]);
    }

    [SkippableFact]
    public async Task Importers_of_the_same_content_at_once_share_the_work()
    {
        var db = await databases.OpenAsync();
        var hazard = SampleHazard.GroundMotion(SampleHazard.Grid(20, 10), 1_000, _seed++);
        var request = await Archive(db, hazard, "scenario_risk", Everywhere);
        var import = new HazardImport(db.Icebox, db.Engine) { BytesPerPart = 200_000 };

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => import.RunAsync(request))));

        Assert.Single(results.Select(r => r.ImportId).Distinct());
        Assert.InRange(results.Sum(r => r.BytesCopied), results[0].Bytes, results[0].Bytes * 1.05);
        await Complete(db, results[0], request, Guid.NewGuid());
        await Complete(db, results[1], request, Guid.NewGuid());
        var motion = await new ImportedHazard(db.Engine).ReadGroundMotionAsync(results[0].ImportId);
        Assert.Equal(((GroundMotionFields)hazard.GroundMotion!).Gmvs[0], motion.Gmvs[0]);
    }

    [SkippableFact]
    public async Task A_value_that_was_changed_in_the_engine_database_is_found_out()
    {
        var db = await databases.OpenAsync();
        var import = await Import(db, SampleHazard.Curves(SampleHazard.Grid(2, 2), seed: _seed++), "classical_risk", Everywhere);
        await using var connection = await db.Engine.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "UPDATE engine.hazard_values SET payload = set_byte(payload, 3, get_byte(payload, 3) # 1) WHERE import_id = $1 AND site_id = 4", default, import.ImportId);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => new ImportedHazard(db.Engine).ReadCurvesAsync(import.ImportId));
        Assert.Contains("site 4", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Hazard_and_risk_model_may_write_a_period_in_different_ways()
    {
        var db = await databases.OpenAsync();
        var import = await Import(db, SampleHazard.Curves(SampleHazard.Grid(2, 2), seed: _seed++), "classical_risk", Everywhere, imts: ["SA(0.30)"]);

        var curves = await new ImportedHazard(db.Engine).ReadCurvesAsync(import.ImportId);

        Assert.Equal("SA(0.3)", Assert.Single(curves.Imts).Imt);
    }

    [SkippableTheory]
    [InlineData(ErrorCode.ImtMissing, "classical_risk", "SA(9.9)", null, 10)]
    [InlineData(ErrorCode.UnknownHazardOutput, "classical_risk", "PGA", "quantile-0.9", 10)]
    [InlineData(ErrorCode.HazardKindUnusable, "scenario_risk", "PGA", null, 10)]
    [InlineData(ErrorCode.NoSiteInArea, "classical_risk", "PGA", null, 12)]
    public async Task What_does_not_fit_is_refused_with_its_number(ErrorCode code, string mode, string imt, string? output, double west)
    {
        var db = await databases.OpenAsync();
        var area = AreaOfInterest.Parse([west, 40, west + 1, 41], null);
        var request = await Archive(db, SampleHazard.Curves(SampleHazard.Grid(3, 3)), mode, area, output is null ? null : [output], [imt]);

        var error = await Assert.ThrowsAsync<InputException>(() => new HazardImport(db.Icebox, db.Engine).RunAsync(request));

        Assert.Equal(code, error.Error.Code);
        Assert.NotNull(error.Error.Expected);
    }

    [SkippableFact]
    public async Task What_is_not_in_the_icebox_is_refused_with_its_number()
    {
        var db = await databases.OpenAsync();
        var request = await Archive(db, SampleHazard.Curves(SampleHazard.Grid(3, 3)), "classical_risk", Everywhere);
        var import = new HazardImport(db.Icebox, db.Engine);

        var hazard = await Assert.ThrowsAsync<InputException>(() => import.RunAsync(request with { HazardCalculationId = Guid.NewGuid() }));
        var model = await Assert.ThrowsAsync<InputException>(() => import.RunAsync(request with { RiskModelId = "'; DROP TABLE" }));

        Assert.Equal((ErrorCode.UnknownHazard, ErrorCode.UnknownRiskModel), (hazard.Error.Code, model.Error.Code));
    }

    private static async Task<HazardImportResult> Import(
        TestDatabases.Pair db, ArchivableHazard hazard, string mode, AreaOfInterest? area, string[]? outputs = null, string[]? imts = null)
    {
        var request = await Archive(db, hazard, mode, area, outputs, imts);
        var result = await new HazardImport(db.Icebox, db.Engine).RunAsync(request);
        await Complete(db, result, request, Guid.NewGuid());
        return result;
    }

    private static async Task<HazardImportRequest> Archive(
        TestDatabases.Pair db, ArchivableHazard hazard, string mode, AreaOfInterest? area, string[]? outputs = null, string[]? imts = null)
    {
        var added = await new HazardArchive(db.Icebox).AddAsync(hazard, "tests");
        imts ??= ["PGA", "SA(0.3)"];
        var files = new Dictionary<string, byte[]> { ["job.ini"] = Encoding.UTF8.GetBytes($"the ini {mode} {string.Join(' ', imts)}") };
        var model = await new RiskModelArchive(db.Icebox).AddAsync(
            files, new RiskModelSummary(mode, "", 1, ["structural"], imts, 15, [(10, 40)]), "tests");
        return new HazardImportRequest(added.Id, outputs, model.Id, area);
    }

    private static async Task Complete(TestDatabases.Pair db, HazardImportResult import, HazardImportRequest request, Guid jobId)
    {
        await using var engine = db.EngineDb();
        await using var transaction = await engine.Database.BeginTransactionAsync();
        await JobRuns.ImportedAsync(engine, new JobRunRow
        { JobId = jobId, Attempt = 1, ImportId = import.ImportId, RiskModelId = request.RiskModelId, Area = request.Area?.ToGeoJson() });
        await transaction.CommitAsync();
    }

    private static void CutCopies(TestDatabases.Pair db)
    {
        using var connection = db.Engine.OpenConnection();
        using var command = new NpgsqlCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY engine.hazard_values%'", connection);
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
