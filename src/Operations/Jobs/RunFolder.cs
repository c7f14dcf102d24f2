using Workers.Contracts;
using Workers.Errors;
using Workers.Operations.Archive;

namespace Workers.Operations.Jobs;

/// <summary>A folder with job.ini, its files and hazard/, read through before anything of it is archived.</summary>
public sealed class RunFolder
{
    private static readonly string[] ParametersOfHazard =
    [
        "calculation_mode", "investigation_time", "ses_per_logic_tree_path", "number_of_logic_tree_samples",
    ];

    private RunFolder(string path, RiskModelSource model, HazardFolder hazard)
    {
        Path = path;
        Model = model;
        Hazard = hazard;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Its risk job files.</summary>
    public RiskModelSource Model { get; }

    /// <summary>Its hazard.</summary>
    public HazardFolder Hazard { get; }

    /// <summary>Reads it through.</summary>
    /// <exception cref="InputException">The first thing that is wrong, with file, line and id.</exception>
    public static RunFolder Read(string path)
    {
        var hazard = System.IO.Path.Combine(path, "hazard");
        if (!Directory.Exists(hazard))
            throw HazardErrors.NoFolder(hazard, path);
        var model = RiskModelSource.Read(path);
        return new RunFolder(path, model, HazardFolder.Read(hazard, HazardParameters(model)));
    }

    /// <summary>As for the engine, job.ini says of the hazard beside it what its files do not say.</summary>
    private static Dictionary<string, string> HazardParameters(RiskModelSource model) => model.Job.Parameters.AsWritten
        .Where(parameter => ParametersOfHazard.Contains(parameter.Key))
        .ToDictionary();

    /// <summary>Archives hazard and risk model, and starts a job on them.</summary>
    /// <returns>Id of the job.</returns>
    public async Task<Guid> SubmitAsync(SystemClient system, Area? area, string? owner, CancellationToken cancel)
    {
        var hazard = await system.Hazard.AddAsync(Hazard, owner, cancel);
        var model = await system.Models.AddAsync(Model, owner, cancel);
        var request = new ImportHazardRequested
        {
            JobId = Guid.NewGuid(),
            HazardCalculationId = hazard.Id,
            RiskModelId = model.Id,
            Area = area,
            Owner = owner,
            Description = Model.Job.Parameters.Description,
        };
        await system.Jobs.SubmitAsync(request, cancel);
        return request.JobId;
    }
}
