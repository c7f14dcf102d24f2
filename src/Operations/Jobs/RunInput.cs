using Workers.Contracts;
using Workers.Errors;
using Workers.Operations.Archive;

namespace Workers.Operations.Jobs;

/// <summary>A risk job as the engine takes it, read through before anything of it is archived.</summary>
public sealed class RunInput
{
    private RunInput(RiskModelSource model, HazardFolder? hazard)
    {
        Model = model;
        Hazard = hazard;
    }

    /// <summary>Its risk job files.</summary>
    public RiskModelSource Model { get; }

    /// <summary>Its hazard; null if hazard of the archive is to be used.</summary>
    public HazardFolder? Hazard { get; }

    /// <summary>Reads it through.</summary>
    /// <param name="path">A job.ini, or a folder or a zip with one.</param>
    /// <param name="parameters">Parameters of job.ini that are set to other values; null: none.</param>
    /// <param name="hazardIsArchived">Hazard of the archive is to be used: that of the job is not looked for.</param>
    /// <exception cref="InputException">The first thing that is wrong, with file, line and id.</exception>
    public static RunInput Read(
        string path,
        IReadOnlyDictionary<string, string>? parameters = null,
        bool hazardIsArchived = false)
    {
        using var opened = OpenedJob.Open(path, parameters);
        var model = RiskModelSource.From(opened.Files);
        return new RunInput(model, hazardIsArchived ? null : HazardFolder.OfJob(opened.Root, opened.Files));
    }

    /// <summary>Where the results of a job go if nobody says: <c>results</c> beside its job.ini or its zip.</summary>
    public static string ResultFolderFor(string path) =>
        Path.Combine(Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!, "results");

    /// <summary>Archives risk model and hazard, and starts a job on them.</summary>
    /// <param name="system">The system.</param>
    /// <param name="request">
    /// Area, owner, description, outputs, and the hazard calculation unless hazard comes with the job.
    /// </param>
    /// <returns>Id of the job.</returns>
    /// <exception cref="InputException">UnknownHazard.</exception>
    public async Task<Guid> SubmitAsync(SystemClient system, RunRequest request, CancellationToken cancel)
    {
        // Hazard and model first: a job that is submitted finds both in the archive.
        var hazard = request.Hazard is { } archived
            ? (await system.Hazard.GetAsync(archived, cancel)).Id
            : (await system.Hazard.AddAsync(Hazard!, request.Owner, cancel)).Id;
        var model = await system.Models.AddAsync(Model, request.Owner, cancel);
        var message = new ImportHazardRequested
        {
            JobId = Guid.NewGuid(),
            HazardCalculationId = hazard,
            HazardOutputs = request.Outputs is { Count: > 0 } outputs ? [.. outputs] : null,
            RiskModelId = model.Id,
            Area = request.Area,
            Owner = request.Owner,
            Description = request.Description ?? Model.Job.Parameters.Description,
        };
        await system.Jobs.SubmitAsync(message, cancel);
        return message.JobId;
    }
}
