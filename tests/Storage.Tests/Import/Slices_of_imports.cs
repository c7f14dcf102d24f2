using Workers.Risk.EventBased;
using Workers.Risk.Hazard;
using Workers.Storage.Import;

namespace Workers.Storage.Tests.Import;

[Collection(TestDatabases.Collection)]
public sealed class Slices_of_imports(TestDatabases databases)
{
    private const int Events = 4_500;

    [SkippableTheory]
    [InlineData(0, 4_000)]
    [InlineData(2_000, 2_500)]
    [InlineData(4_000, 500)]
    [InlineData(2_500, 500)]
    [InlineData(4_499, 1)]
    public async Task Some_events_are_those_of_all(int first, int count)
    {
        var (_, import, expected) = await GroundMotionAsync();
        var buffers = new float[]?[] { new float[1], null };
        // What the buffers held before does not matter.
        await import.GroundMotionAsync(new EventRange(0, 2_000), buffers);

        var motion = await import.GroundMotionAsync(new EventRange(first, count), buffers);

        Assert.Equal(expected.Events.Ids[first..(first + count)], motion.Events.Ids);
        Assert.Equal(expected.Events.Years![first..(first + count)], motion.Events.Years);
        for (var imt = 0; imt < 2; imt++)
            for (var site = 0; site < expected.Sites.Count; site++)
                Assert.Equal(expected.Values(imt, site).Slice(first, count), motion.Values(imt, site));
    }

    [SkippableFact]
    public async Task Events_that_are_neither_whole_rows_nor_a_part_of_one_are_refused()
    {
        var (_, import, _) = await GroundMotionAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => import.GroundMotionAsync(new EventRange(1_500, 1_000)));
    }

    [SkippableFact]
    public async Task What_is_read_in_parts_is_checked_as_a_whole_by_all_blocks_together()
    {
        var (db, import, expected) = await GroundMotionAsync();
        var blocks = EventRange.Cut(Events, 500);
        for (var block = 0; block < blocks.Count; block++)
            await import.CheckShareAsync(blocks, block);

        await using (var connection = await db.Engine.OpenConnectionAsync())
        await using (
            var spoil = new Npgsql.NpgsqlCommand(
                $"""
                UPDATE engine.hazard_values SET payload = set_byte(payload, 9, get_byte(payload, 9) # 1)
                WHERE import_id = '{import.Id}' AND site_id = {expected.Sites.Ids[2]} AND chunk = 2
                """,
                connection))
            Assert.Equal(2, await spoil.ExecuteNonQueryAsync());

        var found = 0;
        for (var block = 0; block < blocks.Count; block++)
            if (await Record.ExceptionAsync(() => import.CheckShareAsync(blocks, block)) is InvalidDataException)
                found++;
        Assert.Equal(1, found);
        // Checked when they are read.
        await import.CheckShareAsync(EventRange.Cut(Events, 2_000), 0);
        await Assert.ThrowsAsync<InvalidDataException>(() => import.GroundMotionAsync(new EventRange(4_000, 500)));
    }

    [SkippableFact]
    public async Task Curves_of_some_sites_are_those_of_all()
    {
        var db = await databases.OpenAsync();
        var hazard = SampleHazard.Curves(SampleHazard.Grid(7, 5), seed: Imports.NextSeed());
        var import = await new ImportReader(db.Engine).OpenAsync(
            (await Imports.RunAsync(db, hazard, "classical_risk", Imports.Everywhere)).ImportId);
        var all = await import.CurvesAsync();
        var some = await import.CurvesAsync([hazard.Sites.Ids[3], hazard.Sites.Ids[30]]);
        Assert.Equal([hazard.Sites.Ids[3], hazard.Sites.Ids[30]], some.Sites.Ids);
        Assert.Equal(all.Curve(1, 1, 30), some.Curve(1, 1, 1));
        Assert.Equal(all.Curve(0, 0, 3), some.Curve(0, 0, 0));
    }

    private async Task<(TestDatabases.Pair Db, LoadedImport Import, GroundMotionFields Expected)> GroundMotionAsync()
    {
        var db = await databases.OpenAsync();
        var hazard = SampleHazard.GroundMotion(
            SampleHazard.Grid(3, 2),
            Events,
            Imports.NextSeed(),
            investigationTime: 1);
        var import = await Imports.RunAsync(db, hazard, "event_based_risk", Imports.Everywhere);
        return (
            db,
            await new ImportReader(db.Engine).OpenAsync(import.ImportId),
            (GroundMotionFields)hazard.GroundMotion!);
    }
}
