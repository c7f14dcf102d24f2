using Workers.Contracts;
using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Operations;
using Workers.Operations.Archive;
using Workers.Operations.Jobs;
using Workers.Risk.Hazard;
using Workers.Risk.Results;
using Workers.Support.Answers;

namespace Workers.Journeys.Running;

/// <summary>What a platform does: archive, ask, wait, read.</summary>
internal static class Jobs
{
    /// <summary>Archives the inputs of a case; the request for a job on them.</summary>
    /// <param name="risk">Risk job files in place of those of the case.</param>
    public static Task<ImportHazardRequested> RequestForAsync(this SystemClient client, EngineCase engine, RiskJobFiles? risk = null) =>
        client.RequestForAsync(HazardReader.Read(engine.Hazard), risk ?? engine.Files());

    /// <summary>Archives hazard and risk job files; the request for a job on them.</summary>
    public static async Task<ImportHazardRequested> RequestForAsync(this SystemClient client, ArchivableHazard hazard, RiskJobFiles risk)
    {
        var archived = await client.Hazard.AddContentAsync(hazard, "journeys", CancellationToken.None);
        var model = await client.Models.AddAsync(RiskModelSource.From(risk), "journeys", CancellationToken.None);
        return new()
        {
            JobId = Guid.NewGuid(),
            HazardCalculationId = archived.Id,
            RiskModelId = model.Id,
            Owner = "journeys",
        };
    }

    /// <summary>Waits until the job rests.</summary>
    public static Task<JobView> RestAsync(this SystemClient client, Guid job) => client.Jobs.FollowAsync(job, null, Patience());

    public static async Task<RiskResults> CompleteAsync(this SystemClient client, Guid job)
    {
        var ended = await client.RestAsync(job);
        Assert.True(ended.State == JobState.Completed, $"{ended.State} {ended.Error}");
        return await client.Results.ReadAsync(job, CancellationToken.None);
    }

    /// <summary>More than any step of a journey takes; a journey that hangs fails instead.</summary>
    public static CancellationToken Patience() => new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token;
}
