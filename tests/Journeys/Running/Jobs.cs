using Workers.Cli.CommandLine;
using Workers.Cli.Jobs;
using Workers.Contracts;
using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Results;
using Workers.Storage.Icebox;
using Workers.Tests.Support.Answers;

namespace Workers.Journeys.Running;

/// <summary>What a platform does: archive, ask, wait, read.</summary>
internal static class Jobs
{
    /// <summary>Archives the inputs of a case; the request for a job on them.</summary>
    /// <param name="risk">Risk job files in place of those of the case.</param>
    public static async Task<ImportHazardRequested> RequestForAsync(this SystemClient client, EngineCase engine, RiskJobFiles? risk = null)
    {
        var hazard = await client.Hazard.AddAsync(HazardReader.Read(engine.Hazard), "journeys");
        var (job, files) = RiskJobReader.ReadThrough(risk ?? engine.Files());
        var model = await client.Models.AddAsync(files.ReadAll().ToDictionary(f => f.Path, f => f.Content), RiskModelSummary.Of(job), "journeys");
        return new() { JobId = Guid.NewGuid(), HazardCalculationId = hazard.Id, RiskModelId = model.Id, Owner = "journeys" };
    }

    /// <summary>Waits until the job rests.</summary>
    public static Task<JobView> RestAsync(this SystemClient client, Guid job) => client.Jobs.FollowAsync(job, null, Patience());

    public static async Task<RiskResults> CompleteAsync(this SystemClient client, Guid job)
    {
        var ended = await client.RestAsync(job);
        Assert.True(ended.State == JobState.Completed, $"{ended.State} {ended.Error}");
        return (await client.Results.ReadAsync(job)).Results;
    }

    /// <summary>More than any step of a journey takes; a journey that hangs fails instead.</summary>
    public static CancellationToken Patience() => new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token;
}
