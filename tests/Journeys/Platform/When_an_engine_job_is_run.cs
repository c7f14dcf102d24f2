using System.IO.Compression;
using Workers.Contracts;
using Workers.Faults.Load;
using Workers.Journeys.Running;
using Workers.Operations.Jobs;

namespace Workers.Journeys.Platform;

/// <summary>A job as the engine ran it, its hazard named in job.ini, by every way that <c>run</c> has.</summary>
[Collection(OneSystem.Name)]
public sealed class When_an_engine_job_is_run(RunningSystem system) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("engine-job").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [SkippableFact]
    public async Task Its_job_ini_its_folder_and_its_zip_give_the_same_results()
    {
        var folder = EngineFolder();
        var zip = Path.Combine(_root, "job.zip");
        ZipFile.CreateFromDirectory(folder, zip);

        var fromIni = await ResultsAsync(RunInput.Read(Path.Combine(folder, "job.ini")), new RunRequest());
        Assert.Equal(fromIni, await ResultsAsync(RunInput.Read(folder), new RunRequest()));
        Assert.Equal(fromIni, await ResultsAsync(RunInput.Read(zip), new RunRequest()));
    }

    [SkippableFact]
    public async Task A_parameter_that_is_set_changes_what_comes_out_and_uses_the_same_hazard()
    {
        var ini = Path.Combine(EngineFolder(), "job.ini");
        var set = RunInput.Read(ini, new Dictionary<string, string> { ["aggregate_by"] = "" });
        var first = await JobAsync(RunInput.Read(ini), new RunRequest());
        var second = await JobAsync(set, new RunRequest());

        Assert.Equal(first.HazardCalculationId, second.HazardCalculationId);
        Assert.NotEqual(first.RiskModelId, second.RiskModelId);
        var results = await system.Client.Results.ReadAsync(second.JobId, CancellationToken.None);
        Assert.DoesNotContain(results.AggregateKeys, key => key.ToString()!.Contains("district"));
    }

    [SkippableFact]
    public async Task Hazard_of_the_archive_is_used_in_place_of_its_own()
    {
        var ini = Path.Combine(EngineFolder(), "job.ini");
        var first = await JobAsync(RunInput.Read(ini), new RunRequest());
        var request = new RunRequest { Hazard = first.HazardCalculationId, Owner = "ann", Description = "again" };
        var second = await JobAsync(RunInput.Read(ini, hazardIsArchived: true), request);

        Assert.Equal(first.HazardCalculationId, second.HazardCalculationId);
        Assert.Equal(("ann", "again"), (second.Owner, second.Description));
    }

    /// <summary>The case as its author had it: without the folder that we take hazard from.</summary>
    private string EngineFolder()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "job")).FullName;
        foreach (var file in Directory.GetFiles(TestCases.Scenario.Inputs))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    private async Task<string> ResultsAsync(RunInput input, RunRequest request)
    {
        var job = await JobAsync(input, request);
        return ResultHash.Of(await system.Client.Results.ReadAsync(job.JobId, CancellationToken.None));
    }

    private async Task<JobView> JobAsync(RunInput input, RunRequest request)
    {
        await system.UpAsync();
        var id = await input.SubmitAsync(system.Client, request, CancellationToken.None);
        var job = await system.Client.RestAsync(id);
        Assert.True(job.State == JobState.Completed, $"{job.State} {job.Error}");
        return job;
    }
}
