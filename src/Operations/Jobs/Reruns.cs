using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workers.Contracts;
using Workers.Errors;
using Workers.Operations.Archive;
using Workers.Storage.Databases.Jobs;

namespace Workers.Operations.Jobs;

/// <summary>How a job is to differ from the one that it repeats.</summary>
public sealed record RerunRequest
{
    /// <summary>The area of the other job is left aside for <see cref="Area"/>.</summary>
    public bool HasOtherArea { get; init; }

    /// <summary>Null: the whole exposure.</summary>
    public Area? Area { get; init; }

    /// <summary>Parameters of job.ini that are set to other values; none: the same risk model.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Whoever asks.</summary>
    public string? Owner { get; init; }

    /// <summary>Null: that of the other job.</summary>
    public string? Description { get; init; }
}

/// <summary>Starts jobs that are like others.</summary>
public sealed class Reruns(IDbContextFactory<JobsDb> database, JobOperations jobs, ModelOperations models)
{
    /// <summary>Starts a job with the hazard, outputs, model and area of another, but for what is said.</summary>
    /// <returns>Id of the new job.</returns>
    /// <exception cref="InputException">
    /// UnknownJob, UnknownHazard, UnknownRiskModel; or a parameter does not fit the model.
    /// </exception>
    public async Task<Guid> StartAsync(Guid job, RerunRequest rerun, CancellationToken cancel)
    {
        var before = await RequestOfAsync(job, cancel);
        var request = before with
        {
            JobId = Guid.NewGuid(),
            Attempt = 1,
            RiskModelId = await ModelAsync(before.RiskModelId, rerun, cancel),
            Area = rerun.HasOtherArea ? rerun.Area : before.Area,
            Owner = rerun.Owner,
            Description = rerun.Description ?? before.Description,
        };
        await jobs.RequireInputAsync(request, cancel);
        await jobs.SubmitAsync(request, cancel);
        return request.JobId;
    }

    private async Task<ImportHazardRequested> RequestOfAsync(Guid job, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var text = await db.Jobs.AsNoTracking()
            .Where(j => j.CorrelationId == job)
            .Select(j => j.Request)
            .SingleOrDefaultAsync(cancel)
            ?? throw RequestErrors.UnknownJob(job);
        return JsonSerializer.Deserialize<ImportHazardRequested>(text, JsonSerializerOptions.Web)!;
    }

    /// <summary>The same model, or one with other parameters, which is archived.</summary>
    private async Task<string> ModelAsync(string model, RerunRequest rerun, CancellationToken cancel)
    {
        if (rerun.Parameters.Count == 0) return model;
        var files = await models.ReadFilesAsync(model, cancel);
        var changed = RiskModelSource.From(files.WithParameters(rerun.Parameters));
        return (await models.AddAsync(changed, rerun.Owner, cancel)).Id;
    }
}
