using Workers.Cli.CommandLine;
using Workers.Cli.Jobs;
using Workers.Cli.Models;
using Workers.Contracts;
using Workers.Errors;
using Workers.OpenQuake;
using Workers.Risk.Job;
using Workers.Risk.Results;
using Workers.Storage.RiskModels;

namespace Workers.Cli.Run;

/// <summary>A folder with job.ini, its files and hazard/, read through before anything of it is archived.</summary>
public sealed record RunFolder(string Folder, RiskJob Job, Dictionary<string, byte[]> Files, Risk.Hazard.ArchivableHazard Hazard)
{
    public static RunFolder Read(string folder)
    {
        var hazard = Path.Combine(folder, "hazard");
        if (!Directory.Exists(hazard))
            throw new InputException(ErrorCode.HazardFileMissing, $"There is no folder '{hazard}'.", folder, "a folder with job.ini, its files and hazard/");
        var (job, files) = RiskModelSource.Read(folder);
        return new(folder, job, files, HazardReader.Read(hazard));
    }

    /// <summary>Archives both and starts a job on them.</summary>
    public async Task<Guid> SubmitAsync(SystemClient system, Area? area, CancellationToken cancel)
    {
        var owner = Environment.UserName;
        var hazard = await system.Hazard.AddAsync(Hazard, owner, null, cancel);
        var model = await system.Models.AddAsync(Files, RiskModelSummary.Of(Job), owner, cancel);
        var request = new ImportHazardRequested
        {
            JobId = Guid.NewGuid(),
            HazardCalculationId = hazard.Id,
            RiskModelId = model.Id,
            Area = area,
            Owner = owner,
            Description = Job.Parameters.Description,
        };
        await system.Jobs.SubmitAsync(request, cancel);
        return request.JobId;
    }

    /// <summary>The whole way: archive, job, results in <paramref name="output"/>. Results are null if the job did not complete.</summary>
    public async Task<(JobView Job, RiskResults? Results)> RunAsync(SystemClient system, Area? area, string output, CancellationToken cancel)
    {
        var job = await JobWatch.FollowAsync(system.Jobs, await SubmitAsync(system, area, cancel), cancel);
        return (job, job.IsCompleted ? await ResultFiles.WriteAsync(system, job.JobId, output, cancel) : null);
    }
}
