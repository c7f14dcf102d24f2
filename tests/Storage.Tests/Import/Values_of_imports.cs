using Workers.Risk.Hazard;
using Workers.Storage.Databases;
using Workers.Storage.Hazard;
using Workers.Storage.Import;

namespace Workers.Storage.Tests.Import;

[Collection(TestDatabases.Collection)]
public sealed class Values_of_imports(TestDatabases databases)
{
    [SkippableFact]
    public async Task Curves_come_back_bit_for_bit()
    {
        var db = await databases.OpenAsync();
        var hazard = SampleHazard.Curves(SampleHazard.Grid(7, 5), seed: Imports.NextSeed());
        var import = await Imports.RunAsync(db, hazard, "classical_risk", Imports.Everywhere);

        var curves = await new ImportReader(db.Engine).ReadCurvesAsync(import.ImportId);

        Assert.Equal(hazard.Sites.Ids, curves.Sites.Ids);
        Assert.Equal(hazard.Sites.Lons, curves.Sites.Lons);
        Assert.Equal(hazard.Sites.Lats, curves.Sites.Lats);
        Assert.Equal(50, curves.InvestigationTime);
        Assert.Equal(hazard.Realizations, curves.Realizations);
        Assert.Equal(
            hazard.Imts.Select(i => (i.Imt, string.Join(' ', i.Levels))),
            curves.Imts.Select(i => (i.Imt, string.Join(' ', i.Levels))));
        Assert.Equal(2, curves.Poes.Length);
        for (var r = 0; r < 2; r++)
        {
            for (var imt = 0; imt < 2; imt++)
                Assert.Equal(hazard.Poes![r][imt], curves.Poes[r][imt]);
        }
        Assert.Equal(2 * 35 * 5, import.Values);
        Assert.Equal(import.Values * 8, import.Bytes);
    }

    [SkippableTheory]
    [InlineData(50)]
    [InlineData(2_000)]
    [InlineData(4_001)]
    public async Task Ground_motion_comes_back_bit_for_bit(int events)
    {
        var db = await databases.OpenAsync();
        var hazard = SampleHazard.GroundMotion(
            SampleHazard.Grid(3, 2),
            events,
            Imports.NextSeed(),
            investigationTime: 1);
        var import = await Imports.RunAsync(db, hazard, "event_based_risk", Imports.Everywhere);

        var motion = await new ImportReader(db.Engine).ReadGroundMotionAsync(import.ImportId);

        var expected = (GroundMotionFields)hazard.GroundMotion!;
        Assert.Equal(expected.Imts, motion.Imts);
        Assert.Equal(expected.Events.Ids, motion.Events.Ids);
        Assert.Equal(expected.Events.Realizations, motion.Events.Realizations);
        Assert.Equal(expected.Events.Years, motion.Events.Years);
        Assert.Equal(expected.Events.Ruptures, motion.Events.Ruptures);
        Assert.Equal(expected.Realizations, motion.Realizations);
        for (var imt = 0; imt < 2; imt++)
            Assert.Equal(
                expected.Gmvs[imt].Select(BitConverter.SingleToInt32Bits),
                motion.Gmvs[imt].Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(6L * events * 2, import.Values);
    }

    [SkippableFact]
    public async Task A_lone_statistic_is_one_realization()
    {
        var db = await databases.OpenAsync();
        var hazard = SampleHazard.Curves(SampleHazard.Grid(3, 3), seed: Imports.NextSeed());
        var import = await Imports.RunAsync(
            db,
            hazard,
            "classical_risk",
            Imports.Everywhere,
            outputs: ["mean"],
            imts: ["SA(0.3)"]);

        var curves = await new ImportReader(db.Engine).ReadCurvesAsync(import.ImportId);

        Assert.Equal([new Realization(0, 1)], curves.Realizations);
        Assert.Equal("SA(0.3)", Assert.Single(curves.Imts).Imt);
        Assert.Equal(hazard.Poes![2][1], curves.Poes[0][0]);
    }

    [SkippableFact]
    public async Task Parameters_of_sites_are_archived_and_imported_and_make_another_hazard()
    {
        var db = await databases.OpenAsync();
        var hazard = SampleHazard.Curves(SampleHazard.Grid(2, 2), seed: Imports.NextSeed());
        var import = await Imports.RunAsync(db, hazard, "classical_risk", Imports.Everywhere);

        await using var engine = await db.Engine.OpenConnectionAsync();
        foreach (var (name, texts) in hazard.SiteParameters)
            Assert.Equal(texts, await engine.QueryAsync(
                "SELECT parameters ->> $2 FROM engine.hazard_site WHERE import_id = $1 ORDER BY site_id",
                r => r.GetString(0),
                default,
                import.ImportId,
                name));

        var archive = new HazardArchive(db.Icebox);
        var without = await archive.AddAsync(hazard with { SiteParameters = new Dictionary<string, string[]>() }, null);
        Assert.False(without.AlreadyThere);
        Assert.True((await archive.AddAsync(hazard, null)).AlreadyThere);
    }

    [SkippableFact]
    public async Task Hazard_and_risk_model_may_write_a_period_in_different_ways()
    {
        var db = await databases.OpenAsync();
        var import = await Imports.RunAsync(
            db,
            SampleHazard.Curves(SampleHazard.Grid(2, 2), seed: Imports.NextSeed()),
            "classical_risk",
            Imports.Everywhere,
            imts: ["SA(0.30)"]);

        var curves = await new ImportReader(db.Engine).ReadCurvesAsync(import.ImportId);

        Assert.Equal("SA(0.3)", Assert.Single(curves.Imts).Imt);
    }

    [SkippableFact]
    public async Task A_value_that_was_changed_in_the_engine_database_is_found_out()
    {
        var db = await databases.OpenAsync();
        var import = await Imports.RunAsync(
            db,
            SampleHazard.Curves(SampleHazard.Grid(2, 2), seed: Imports.NextSeed()),
            "classical_risk",
            Imports.Everywhere);
        await using var connection = await db.Engine.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            UPDATE engine.hazard_values SET payload = set_byte(payload, 3, get_byte(payload, 3) # 1)
            WHERE import_id = $1 AND site_id = 4
            """,
            default,
            import.ImportId);

        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => new ImportReader(db.Engine).ReadCurvesAsync(import.ImportId));
        Assert.Contains("site 4", error.Message, StringComparison.Ordinal);
    }
}
