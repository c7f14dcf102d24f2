using Workers.Contracts;
using Workers.Kit.Demo;
using Workers.Operations;
using Workers.Operations.Jobs;

namespace Workers.Faults.Load;

/// <summary>Archives what jobs are asked for: the demo's two, and one that is cut in blocks.</summary>
internal static class LoadCases
{
    // Enough for several blocks.
    private const int Events = 6_000, Assets = 14_000;

    public static async Task<IReadOnlyList<LoadCase>> ArchiveAsync(
        SystemClient client,
        string folder,
        CancellationToken cancel)
    {
        var files = new DemoFiles(folder);
        files.Write();
        var hazard = await client.Hazard.AddContentAsync(LargeJob.GroundMotion(Events), "faults", cancel);
        var model = await client.Models.AddAsync(
            Operations.Archive.RiskModelSource.From(LargeJob.Files("event_based_risk", Assets, cov: 0)),
            "faults",
            cancel);
        return
        [
            new("scenario_risk", 10, await ArchiveJobAsync(client, files.Scenario, cancel)),
            new("classical_risk", 10, await ArchiveJobAsync(client, files.Classical, cancel)),
            new("event_based_risk in blocks", 1, RequestFor(hazard.Id, model.Id)),
        ];
    }

    private static async Task<ImportHazardRequested> ArchiveJobAsync(
        SystemClient client,
        string folder,
        CancellationToken cancel)
    {
        var input = RunInput.Read(folder);
        var hazard = await client.Hazard.AddAsync(input.Hazard!, "faults", cancel);
        var model = await client.Models.AddAsync(input.Model, "faults", cancel);
        return RequestFor(hazard.Id, model.Id);
    }

    private static ImportHazardRequested RequestFor(Guid hazard, string model) =>
        new() { HazardCalculationId = hazard, RiskModelId = model, Owner = "faults" };
}
