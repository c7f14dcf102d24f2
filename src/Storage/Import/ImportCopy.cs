using System.Collections.Concurrent;
using Npgsql;
using Workers.Storage.Copy;
using Workers.Storage.Databases;

namespace Workers.Storage.Import;

/// <summary>
/// Copies an import part by part: part 0 is everything but the values, then come parts of neighbouring sites. A part is
/// one transaction with its line in the ledger, so a cut COPY leaves nothing, and several importers of the same content
/// share the work. Large imports travel in several streams, each with a connection to either side: a stream leaves both
/// servers waiting for each other part of the time.
/// </summary>
internal sealed class ImportCopy(
    NpgsqlDataSource icebox,
    NpgsqlDataSource engine,
    ImportPlan plan,
    ImportInProgress import,
    List<int> sites)
{
    /// <param name="from">Open connection for the first stream.</param>
    /// <param name="to">Open connection for the first stream.</param>
    /// <param name="streams">Most streams; a small import has one.</param>
    /// <returns>Bytes on the wire.</returns>
    public async Task<long> RunAsync(
        NpgsqlConnection from,
        NpgsqlConnection to,
        int streams,
        IProgress<TransferProgress>? progress,
        CancellationToken cancel)
    {
        var valueParts = (sites.Count + import.SitesPerPart - 1) / import.SitesPerPart;
        var parts = new ConcurrentQueue<int>(Enumerable.Range(0, 1 + valueParts));
        var count = new TransferCount(import.Sites * import.BytesPerSite, progress);
        var limit = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Clamp(streams, 1, valueParts),
            CancellationToken = cancel,
        };
        await Parallel.ForEachAsync(Enumerable.Range(0, limit.MaxDegreeOfParallelism), limit, async (stream, stop) =>
        {
            // The caller's connections are open already: a small import opens no more.
            if (stream == 0)
                await new ImportStream(from, to, plan, import, sites, count).RunAsync(parts, stop);
            else
                await RunOnOwnConnectionsAsync(parts, count, stop);
        });
        return count.Copied;
    }

    private async Task RunOnOwnConnectionsAsync(
        ConcurrentQueue<int> parts,
        TransferCount count,
        CancellationToken cancel)
    {
        await using var from = await icebox.OpenConnectionAsync(cancel);
        await using var to = await OpenTargetAsync(engine, cancel);
        await new ImportStream(from, to, plan, import, sites, count).RunAsync(parts, cancel);
    }

    /// <summary>A connection to the engine database whose commits do not wait for the disk.</summary>
    public static async Task<NpgsqlConnection> OpenTargetAsync(NpgsqlDataSource engine, CancellationToken cancel)
    {
        var to = await engine.OpenConnectionAsync(cancel);
        // Nothing here counts until the caller's transaction, whose commit flushes what came before it. If the server
        // dies before, whole parts are lost, never half a part: they are copied again.
        await to.ExecuteAsync("SET synchronous_commit = off", cancel);
        return to;
    }
}
