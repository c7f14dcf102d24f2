using Workers.Cli.CommandLine;
using Workers.Cli.Jobs;
using Workers.Cli.Models;
using Workers.Contracts;
using Workers.OpenQuake;
using Workers.Risk.Results;
using Workers.Storage.Icebox;

namespace Workers.Journeys.Running;

/// <summary>What a platform does: archive, ask, wait, read.</summary>
internal static class Jobs
{
    /// <summary>Archives the inputs of a case and asks for a job on them, without waiting for anything.</summary>
    public static async Task<Guid> SubmitCaseAsync(this SystemClient client, string inputs, Func<ImportHazardRequested, ImportHazardRequested>? change = null)
    {
        var request = await client.RequestForAsync(inputs);
        request = change?.Invoke(request) ?? request;
        await client.Jobs.SubmitAsync(request, CancellationToken.None);
        return request.JobId;
    }

    /// <summary>Archives the inputs of a case; the request for a job on them.</summary>
    public static async Task<ImportHazardRequested> RequestForAsync(this SystemClient client, string inputs)
    {
        var hazard = await client.Hazard.AddAsync(HazardReader.Read(Path.Combine(inputs, "hazard")), "journeys");
        var (job, files) = RiskModelSource.Read(inputs);
        var model = await client.Models.AddAsync(files, RiskModelSummary.Of(job), "journeys");
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
