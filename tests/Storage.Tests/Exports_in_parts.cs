using Npgsql;
using Workers.Risk.Hazard;
using Workers.Risk.Results;
using Workers.Storage.Copy;
using Workers.Storage.Databases;
using Workers.Storage.Export;
using Workers.Storage.Results;

namespace Workers.Storage.Tests;

[Collection(TestDatabases.Collection)]
public sealed class Exports_in_parts(TestDatabases databases)
{
    private const int PartBytes = 400_000;

    [SkippableFact]
    public async Task Small_results_are_one_part()
    {
        var (db, jobId) = await CalculatedAsync(Large(assets: 5, events: 100));

        await new ResultExporter(db.Icebox, db.Engine).RunAsync(new(jobId, 1));

        var part = Assert.Single(await PartsAsync(db, jobId));
        Assert.True(part.Copied);
    }

    [SkippableFact]
    public async Task Large_results_go_in_parts_and_come_back_bit_for_bit()
    {
        var results = Large(assets: 4_000, events: 30_000);
        var (db, jobId) = await CalculatedAsync(results);
        var seen = new List<TransferProgress>();
        var transfer = new ResultExporter(db.Icebox, db.Engine) { BytesPerPart = PartBytes };

        var transferred = await transfer.RunAsync(new(jobId, 1), new Progress(seen.Add));
        await db.CompleteAsync(new(jobId, 1));

        var parts = await PartsAsync(db, jobId);
        Assert.InRange(parts.Count, 8, 20);
        Assert.All(parts, p => Assert.True(p.Copied && p.Bytes < 1.2 * PartBytes));
        Assert.Equal((transferred.Rows, transferred.Bytes), (parts.Sum(p => p.Rows), parts.Sum(p => p.Bytes)));
        Assert.Equal(new TransferProgress(transferred.Rows, transferred.Rows), seen[^1]);
        Assert.True(seen.Count >= parts.Count);
        Assert.Equal(
            AllOf.Lines(results),
            AllOf.Lines((await new RiskCalculationArchive(db.Icebox).ReadAsync(jobId)).Results));
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task After_an_interruption_only_the_missing_parts_travel(int streams)
    {
        var results = Large(assets: 4_000, events: 30_000);
        var (db, jobId) = await CalculatedAsync(results);
        var transfer = new ResultExporter(db.Icebox, db.Engine) { BytesPerPart = PartBytes, Streams = streams };
        long total = 0;
        var cut = new Progress(p =>
        {
            if ((total = p.Total) > 2 * p.Done)
                return;
            using var connection = db.Icebox.OpenConnection();
            using var command = new NpgsqlCommand(
                """
                SELECT pg_terminate_backend(pid)
                FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND query <> ''
                """,
                connection);
            command.ExecuteNonQuery();
        });

        await Assert.ThrowsAnyAsync<Exception>(() => transfer.RunAsync(new(jobId, 1), cut));
        var before = await PartsAsync(db, jobId);
        Assert.Contains(before, p => p.Copied);
        Assert.Contains(before, p => !p.Copied);
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.CompleteAsync(new(jobId, 1)));

        // Another version or setting may cut otherwise; what is begun is gone on with as it was cut.
        var resumed = await new ResultExporter(db.Icebox, db.Engine).RunAsync(new(jobId, 1));

        var after = await PartsAsync(db, jobId);
        var missing = after.Where((_, i) => !before[i].Copied).ToList();
        Assert.Equal(missing.Sum(p => p.Bytes), resumed.Bytes);
        Assert.True(resumed.Bytes < after.Sum(p => p.Bytes));
        Assert.Equal(total, resumed.Rows);
        Assert.Equal(before.Where(p => p.Copied), after.Where((_, i) => before[i].Copied));
        await db.CompleteAsync(new(jobId, 1));
        Assert.Equal(
            AllOf.Lines(results),
            AllOf.Lines((await new RiskCalculationArchive(db.Icebox).ReadAsync(jobId)).Results));
    }

    [SkippableFact]
    public async Task Exporters_of_the_same_attempt_at_once_share_the_work()
    {
        var results = Large(assets: 4_000, events: 30_000);
        var (db, jobId) = await CalculatedAsync(results);
        var transfer = new ResultExporter(db.Icebox, db.Engine) { BytesPerPart = PartBytes };

        var all = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => transfer.RunAsync(new(jobId, 1)))));
        await db.CompleteAsync(new(jobId, 1));

        Assert.Single(all.Select(r => r.Rows).Distinct());
        Assert.Equal((await PartsAsync(db, jobId)).Sum(p => p.Bytes), all.Sum(r => r.Bytes));
        Assert.Equal(
            AllOf.Lines(results),
            AllOf.Lines((await new RiskCalculationArchive(db.Icebox).ReadAsync(jobId)).Results));
    }

    [SkippableFact]
    public async Task An_attempt_that_is_discarded_while_it_is_copied_leaves_nothing()
    {
        var (db, jobId) = await CalculatedAsync(Large(assets: 4_000, events: 30_000));
        var transfer = new ResultExporter(db.Icebox, db.Engine) { BytesPerPart = PartBytes, Streams = 1 };
        var discard = new Progress(_ =>
        {
            using var icebox = db.IceboxDb();
            ResultExporter.DiscardAsync(icebox, new(jobId, 1)).GetAwaiter().GetResult();
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => transfer.RunAsync(new(jobId, 1), discard));

        Assert.Empty(await PartsAsync(db, jobId));
        await using var connection = await db.Icebox.OpenConnectionAsync();
        Assert.Equal(0, await StoredResults.CountAsync(connection, Database.Icebox, new(jobId, 1), default));
    }

    [SkippableFact]
    public async Task Rows_that_got_lost_are_found_out_before_anything_counts()
    {
        var (db, jobId) = await CalculatedAsync(Large(assets: 4_000, events: 30_000));
        var transfer = new ResultExporter(db.Icebox, db.Engine) { BytesPerPart = PartBytes };
        await transfer.RunAsync(new(jobId, 1));
        await using var connection = await db.Icebox.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "DELETE FROM icebox.result_asset_curves WHERE job_id = $1 AND asset = 17",
            default,
            jobId);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => transfer.RunAsync(new(jobId, 1)));

        Assert.Contains("result_asset_curves", error.Message, StringComparison.Ordinal);
    }

    private async Task<(TestDatabases.Pair Db, Guid JobId)> CalculatedAsync(RiskResults results)
    {
        var db = await databases.OpenAsync();
        var jobId = await db.ImportedJobAsync();
        await db.CalculateAsync(new(jobId, 1), results);
        return (db, jobId);
    }

    private static async Task<List<(int Part, long Rows, long Bytes, bool Copied)>> PartsAsync(
        TestDatabases.Pair db,
        Guid jobId)
    {
        await using var connection = await db.Icebox.OpenConnectionAsync();
        return await connection.QueryAsync(
            "SELECT part, rows, bytes, copied_at IS NOT NULL FROM icebox.export_part WHERE job_id = $1 ORDER BY part",
            row => (row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.GetBoolean(3)), default, jobId);
    }

    /// <summary>A loss curve of each asset by two statistics, and an event loss table.</summary>
    private static RiskResults Large(int assets, int events)
    {
        var random = new Random(assets + events);
        float[] Floats(int n) => [.. Enumerable.Range(0, n).Select(_ => random.NextSingle())];
        float[][] Curves() => [.. Enumerable.Range(0, assets).Select(_ => Floats(20))];
        return new RiskResults(
            [
                .. Enumerable.Range(0, assets).Select(i => new ResultAsset($"a{i}", "RC", [], 10, 40, 1, 1, [i])),
            ],
            [],
            ["structural"],
            [new(0, 1)],
            [],
            [
                new AssetCurves(OutputKind.LossCurves, "structural", null, "mean", Curves(), Curves()),
                new AssetCurves(OutputKind.LossCurves, "structural", null, "quantile-0.5", Curves(), Curves()),
                new EventTable(OutputKind.RiskByEvent, "structural", [Measure.Loss],
                    [.. Enumerable.Range(0, events).Select(i => (long)i)], new int[events], [Floats(events)]),
            ],
            50, 50, [])
        { Events = new EventSet([.. Enumerable.Range(0, events).Select(i => (long)i)], new int[events], null, null) };
    }

    /// <summary>Reports on the caller's thread.</summary>
    private sealed class Progress(Action<TransferProgress> act) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => act(value);
    }
}
