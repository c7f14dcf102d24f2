using Microsoft.EntityFrameworkCore;
using Workers.Risk.EventBased;
using Workers.Risk.Results;
using Workers.Storage.Blocks;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Results;
using Workers.Storage.Runs;

namespace Workers.Storage.Tests;

[Collection(TestDatabases.Collection)]
public sealed class Blocks_of_calculations(TestDatabases databases)
{
    [SkippableFact]
    public async Task Blocks_come_back_bit_for_bit_in_their_order_however_often_they_are_written()
    {
        var db = await databases.OpenAsync();
        var jobId = await db.ImportedJobAsync();
        var blocks = new CalculatedBlocks(db.Engine);
        foreach (var block in new[] { 2, 0, 1, 0 })
            await blocks.WriteAsync(new(jobId, 1), block, [Block(block), Block(10 + block)]);

        await blocks.ReadAsync(new(jobId, 1), all =>
        {
            for (var lossType = 0; lossType < 2; lossType++)
            {
                Assert.Equal(0 + 1 + 2 + (30 * lossType), all.Rows(lossType));
                var written = new[] { 0, 1, 2 }.Select(b => Block(10 * lossType + b));
                foreach (var (expected, read) in written.Zip(all.Of(lossType)))
                {
                    Assert.Equal(expected.Rows.EventIds, read.Rows.EventIds);
                    Assert.Equal(expected.Rows.AggregateIds, read.Rows.AggregateIds);
                    Assert.Equal(expected.Rows.Values, read.Rows.Values);
                    Assert.Equal(expected.Sums, read.Sums);
                }
            }
            return Task.FromResult(0);
        });
    }

    [SkippableFact]
    public async Task A_plan_that_is_made_again_goes_on_where_each_chain_stopped()
    {
        var db = await databases.OpenAsync();
        var jobId = await db.ImportedJobAsync();
        await using var engine = db.EngineDb();
        await engine.Database.OpenConnectionAsync();
        await RunBlocks.PlanAsync(engine, new(jobId, 1), blocks: 10, seconds: 0);
        Assert.Equal([0, 1, 2], await RunBlocks.NextAsync(engine, new(jobId, 1), 10, 3));

        foreach (var block in new[] { 0, 3, 2, 5, 8 })
            await FinishAsync(db, jobId, block);
        Assert.Equal([1, 6], await RunBlocks.NextAsync(engine, new(jobId, 1), 10, 3));

        foreach (var block in new[] { 1, 4, 7, 6, 9 })
            await FinishAsync(db, jobId, block);
        Assert.Empty(await RunBlocks.NextAsync(engine, new(jobId, 1), 10, 3));
    }

    [SkippableFact]
    public async Task A_block_counts_once_and_one_of_two_last_ones_is_the_last()
    {
        var db = await databases.OpenAsync();
        var jobId = await db.ImportedJobAsync();
        await using (var engine = db.EngineDb())
            await RunBlocks.PlanAsync(engine, new(jobId, 1), blocks: 3, seconds: 0.5);
        Assert.Equal(new BlockProgress(1, 3), await FinishAsync(db, jobId, 0));
        Assert.Null(await FinishAsync(db, jobId, 0));

        var last = await Task.WhenAll(FinishAsync(db, jobId, 1), FinishAsync(db, jobId, 2));

        Assert.Single(last, p => p!.Value.IsLast);
        await using var after = db.EngineDb();
        Assert.Equal(new BlockProgress(3, 3), await RunBlocks.ProgressAsync(after, new(jobId, 1)));
        var (work, elapsed) = await RunBlocks.SecondsAsync(after, new(jobId, 1));
        Assert.Equal(3 * 0.25, work);
        Assert.True(elapsed >= 0.5);
        // The plan delivered again.
        await RunBlocks.PlanAsync(after, new(jobId, 1), blocks: 3, seconds: 0);
        Assert.Equal(new BlockProgress(3, 3), await RunBlocks.ProgressAsync(after, new(jobId, 1)));
    }

    [SkippableFact]
    public async Task Late_blocks_of_a_complete_attempt_leave_nothing()
    {
        var db = await databases.OpenAsync();
        var jobId = await db.ImportedJobAsync();
        await db.MarkCalculatedAsync(new(jobId, 1));
        await new CalculatedBlocks(db.Engine).WriteAsync(new(jobId, 1), 0, [Block(3)]);
        await using var engine = db.EngineDb();
        Assert.DoesNotContain(engine.Set<CalculatedBlockRow>(), b => b.JobId == jobId);
        await RunBlocks.PlanAsync(engine, new(jobId, 1), blocks: 3, seconds: 0);
        Assert.Equal(JobRunState.Calculated, (await JobRuns.FindAsync(engine, new(jobId, 1))).State);
    }

    [SkippableFact]
    public async Task Results_written_by_blocks_of_assets_are_those_written_at_once()
    {
        var db = await databases.OpenAsync();
        var jobId = await db.ImportedJobAsync();
        var whole = Results(3_000);
        var writer = new ResultWriter(db.Engine);
        foreach (var (first, end) in new[] { (2_000, 3_000), (0, 1_500), (1_500, 2_000), (0, 1_500) })
            await writer.WriteBlockAsync(Part(whole, first, end), first, new(jobId, 1));
        await db.MarkCalculatedAsync(new(jobId, 1));
        await db.ExportAsync(new(jobId, 1));
        Assert.Equal(
            AllOf.Lines(whole),
            AllOf.Lines((await new RiskCalculationArchive(db.Icebox).ReadAsync(jobId)).Results));
    }

    private static async Task<BlockProgress?> FinishAsync(TestDatabases.Pair db, Guid jobId, int block)
    {
        await using var engine = db.EngineDb();
        await using var transaction = await engine.Database.BeginTransactionAsync();
        var progress = await RunBlocks.FinishAsync(engine, new(jobId, 1), block, seconds: 0.25);
        await transaction.CommitAsync();
        return progress;
    }

    private static EventBlock Block(int n) => new(
        new([.. Enumerable.Range(0, n).Select(i => (long)i << 33)], [.. Enumerable.Range(0, n)],
            [[.. Enumerable.Range(0, n).Select(i => i / 3f)], [.. Enumerable.Repeat(float.NaN, n)]]),
        [null, [n, Math.PI * n, double.NegativeInfinity], []]);

    private static RiskResults Results(int assets) => new(
        [
            .. Enumerable.Range(0, assets).Select(i => new ResultAsset($"a{i}", "T", ["x"], i, 40, i / 2, 1, [i])),
        ],
        ["district"],
        ["structural"],
        [new(0, 1)],
        [],
        [
            new AssetValues(
                OutputKind.AverageLosses,
                "structural",
                Measure.Loss,
                0,
                null,
                null,
                [.. Enumerable.Range(0, assets).Select(i => i / 7f)]),
            new AssetCurves(
                OutputKind.LossCurves,
                "structural",
                0,
                null,
                [.. Enumerable.Range(0, assets).Select(i => new float[] { 0, i })],
                [.. Enumerable.Range(0, assets).Select(i => new[] { 0.5f, 1f / (i + 1) })]),
        ], 50, 1, ["a warning"]);

    private static RiskResults Part(RiskResults whole, int first, int end) => whole with
    {
        Assets = [.. whole.Assets.Take(first..end)],
        Outputs = [.. whole.Outputs.Select(o => (RiskOutput)(o switch
        {
            AssetValues v => v with { Values = v.Values[first..end] },
            AssetCurves c => c with { Losses = c.Losses[first..end], Poes = c.Poes[first..end] },
            _ => o,
        }))],
    };
}
