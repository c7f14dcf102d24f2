using System.Diagnostics;
using System.Text.RegularExpressions;
using Npgsql;
using Workers.Bench.Installation;
using Workers.Bench.Reporting;
using Workers.Bench.Workload;
using Workers.Contracts;
using Workers.Kit;
using Workers.Kit.Instances;
using Workers.Operations;

namespace Workers.Bench.Resume;

/// <summary>
/// kill -9 of the Importer when half of a large import is there: what the next one moves, on the wire, against what was
/// missing.
/// </summary>
internal static partial class ResumeBench
{
    public static async Task<IReadOnlyList<Line>> RunAsync(Options options, FiveProcesses system)
    {
        var size = new Size("event_based_risk", options.Quick ? 1_000 : 25_000, 10_000, 100);
        var request = await system.ArchiveAsync(size) with { JobId = Guid.NewGuid(), Area = Areas.Fresh() };
        await system.WithCalculatorsAsync(0);                   // it is the import alone that is looked at
        await using var client = new SystemClient(system.Connections);
        await using var engine = new NpgsqlConnection(system.Connections.Engine);
        await engine.OpenAsync();
        var instance = new Instance(Checkout.Find(), "bench", durable: false);

        await client.Jobs.SubmitAsync(request, CancellationToken.None);
        while (!await IsHalfThereAsync(engine, request)) await Task.Delay(5);
        await instance.Find("importer")!.KillAsync();
        var (before, total) = await PartsAsync(engine, request);
        // Starts the Importer again.
        await system.WithCalculatorsAsync(0);
        var since = Stopwatch.GetTimestamp();
        while (await StateAsync(client, request) == JobState.ImportingHazard) await Task.Delay(5);
        var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        var moved = double.Parse(
            Moved().Matches(await File.ReadAllTextAsync(Launcher.Log(instance, "importer")))[^1].Groups[1].Value);
        var (after, _) = await PartsAsync(engine, request);
        await client.Jobs.CancelAsync(request.JobId, "bench", null, CancellationToken.None);
        if (after != total) throw new InvalidOperationException($"{after} bytes are there of {total}");

        return
        [
            Line.Alone($"import of {size.Values / 1e6:0} M GMF values", "MB", Mega(total)),
            Line.Alone("  of it there when the Importer was killed", "MB", Mega(before)),
            Line.Alone("  moved by the next one, on the wire", "MB", Mega(moved)),
            Line.Alone("  moved / missing", "", Spread.Of([moved / (total - before)]), atMost: 1.05),
            Line.Alone("  time until it was complete, from the next one's start", "s", Spread.Of([seconds])),
        ];
    }

    private static async Task<bool> IsHalfThereAsync(NpgsqlConnection engine, ImportHazardRequested request)
    {
        var (there, whole) = await PartsAsync(engine, request);
        return whole > 0 && 2 * there >= whole;
    }

    private static async Task<string> StateAsync(SystemClient client, ImportHazardRequested request) =>
        (await client.Jobs.GetAsync(request.JobId, CancellationToken.None)).State;

    private static Spread Mega(double bytes) => Spread.Of([bytes / 1e6]);

    /// <summary>Bytes of the parts that are there, and of the whole.</summary>
    private static async Task<(long There, long Whole)> PartsAsync(
        NpgsqlConnection engine,
        ImportHazardRequested request)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT coalesce((SELECT sum(p.bytes) FROM engine.import_part p WHERE p.import_id = i.id), 0)::bigint,
                i.bytes
            FROM engine.import i WHERE hazard_calculation_id = $1
            """, engine)
        { Parameters = { new() { Value = request.HazardCalculationId } } };
        await using var rows = await command.ExecuteReaderAsync();
        return await rows.ReadAsync() ? (rows.GetInt64(0), rows.GetInt64(1)) : default;
    }

    /// <summary>As the Importer says it in its log.</summary>
    [GeneratedRegex(@"""Moved"":(\d+)")]
    private static partial Regex Moved();
}
