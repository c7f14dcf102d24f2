using System.Text.Json;
using Workers.Bench.Installation;
using Workers.Bench.Reporting;
using Workers.Bench.Workload;
using Workers.Contracts;

namespace Workers.Bench.Assets;

/// <summary>
/// A model of a million assets, from its files to the files of its results: memory and seconds of every process.
/// </summary>
internal static class AssetsBench
{
    private const int Sites = 2_000, Events = 40, Calculators = 2, MaxMegabytes = 600;

    private static readonly string[] Modes = ["event_based_risk", "scenario_damage", "classical_damage"];

    public static async Task<Findings> RunAsync(Options options, FiveProcesses system)
    {
        var assets = options.Quick ? LargeExposure.Published / 5 : 4 * LargeExposure.Published;
        var (lines, jobs) = (new List<Line>(), new List<JobFigures>());
        foreach (var mode in options.Quick ? Modes.Take(1) : Modes)
        {
            var events = mode.StartsWith("classical", StringComparison.Ordinal) ? 0 : Events;
            var size = new Size(mode, Sites, events, assets);
            Console.Error.WriteLine($"  {size}");
            var folder = Directory.CreateTempSubdirectory("workers-bench-").FullName;
            try
            {
                var (id, job, added, written) = await RunAsync(system, size, folder);
                jobs.Add(job);
                lines.AddRange(Lines(size, job, added, written));
                if (mode == Modes[0]) lines.Add(await BoxQuery.MeasureAsync(system.Connections, id, assets));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        return new(lines) { Jobs = jobs };
    }

    private static async Task<(Guid Id, JobFigures Job, MeasuredCommand Added, MeasuredCommand Written)> RunAsync(
        FiveProcesses system,
        Size size,
        string folder)
    {
        var model = Directory.CreateDirectory(Path.Combine(folder, "model")).FullName;
        LargeExposure.Write(model, size);
        var hazard = await system.ArchiveHazardAsync(size);
        var added = await MeasuredCommand.RunAsync(system.Connections, "model", "add", model);
        Console.Error.WriteLine($"    model add: {added.Megabytes:0} MB, {added.Seconds:0.0} s");
        var request = new ImportHazardRequested
        {
            JobId = Guid.NewGuid(),
            HazardCalculationId = hazard,
            RiskModelId = JsonDocument.Parse(added.Output).RootElement.GetProperty("id").GetString()!,
            Owner = "bench",
        };
        // New processes, so that peaks are those of this job.
        await system.RestartAsync(Calculators);
        await using var platform = await Platform.ConnectAsync(new Uri(system.Connections.Broker));
        var job = await MeasuredJob.RunAsync(system, platform, size, request, Calculators, request.JobId);
        foreach (var (process, megabytes) in job.Megabytes)
            Console.Error.WriteLine($"    {process}: {megabytes:0} MB");
        var written = await MeasuredCommand.RunAsync(
            system.Connections, "results", $"{request.JobId}", "--out", Path.Combine(folder, "results"));
        Console.Error.WriteLine($"    results: {written.Megabytes:0} MB, {written.Seconds:0.0} s");
        return (request.JobId, job, added, written);
    }

    private static IEnumerable<Line> Lines(Size size, JobFigures job, MeasuredCommand added, MeasuredCommand written)
    {
        string Named(string what) => $"{what}: {size.Mode}, {size.Assets:N0} assets";
        yield return Line.Alone(Named("model add"), "s", Spread.Of([added.Seconds]));
        yield return Line.Alone(Named("job"), "s", Spread.Of([job.Seconds]));
        yield return Line.Alone(Named("results"), "s", Spread.Of([written.Seconds]));
        yield return Memory(Named("peak memory of model add"), added.Megabytes);
        foreach (var process in JobTable.Processes)
            yield return Memory(Named($"peak memory of the {process}"), JobTable.Megabytes(job, process));
        yield return Memory(Named("peak memory of results"), written.Megabytes);
    }

    private static Line Memory(string what, double megabytes) =>
        Line.Alone(what, "MB", Spread.Of([megabytes]), MaxMegabytes);
}
