using Workers.Errors;
using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Operations.Results.Comparison;
using Workers.Risk.Job;
using Workers.Risk.Results;
using Workers.Storage.Hazard;
using Workers.Storage.Results;
using Workers.Storage.RiskModels;

namespace Workers.Operations.Results;

/// <summary>Takes results out of the icebox.</summary>
public sealed class ResultOperations(
    RiskCalculationArchive results,
    RiskModelArchive models,
    HazardArchive hazard)
{
    /// <summary>All results of a job.</summary>
    /// <exception cref="InputException">UnknownJob: no results of this job in the archive.</exception>
    public async Task<RiskResults> ReadAsync(Guid job, CancellationToken cancel) =>
        (await results.ReadAsync(job, cancel)).Results;

    /// <summary>Writes results as the engine's CSV files and as GeoJSON into a folder, made if needed.</summary>
    /// <exception cref="InputException">UnknownJob: it has no results in the archive; FolderOfAnotherJob.</exception>
    public Task<ResultSummary> WriteAsync(Guid job, string folder, CancellationToken cancel) =>
        WriteAsync(job, new ResultTarget(folder), cancel);

    /// <summary>The same, with the CSV files named as the engine names them.</summary>
    /// <param name="job">The job.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="calculation">Calculation id: <c>42</c> makes <c>aggrisk-_42.csv</c>; null for names
    /// without.</param>
    /// <param name="cancel">Stops between rows.</param>
    /// <exception cref="InputException">UnknownJob: it has no results in the archive; FolderOfAnotherJob.</exception>
    public Task<ResultSummary> WriteAsync(Guid job, string folder, string? calculation, CancellationToken cancel) =>
        WriteAsync(job, new ResultTarget(folder) { Calculation = calculation }, cancel);

    /// <summary>The same, to where and as is wanted. The folder has all files or, if it fails, none of them.</summary>
    /// <exception cref="InputException">UnknownJob: it has no results in the archive; FolderOfAnotherJob.</exception>
    public async Task<ResultSummary> WriteAsync(Guid job, ResultTarget target, CancellationToken cancel)
    {
        var archived = await results.ReadAsync(job, cancel);
        // Before the writing, which takes long.
        target.RequireFree(job);
        // The outline is enough: exposure and functions are not read again.
        var outline = await OutlineOfAsync(archived, cancel);
        var origin = await OriginOfAsync(archived, outline, cancel);
        var manifest = await ResultFolder.WriteAsync(archived, outline, origin, target, cancel);
        return ResultSummary.From(archived.Results, outline, target.Folder, manifest.Names);
    }

    /// <summary>What differs between two jobs, and how far their results are apart.</summary>
    /// <exception cref="InputException">UnknownJob: one has no results in the archive.</exception>
    public async Task<JobComparison> CompareAsync(Guid a, Guid b, CancellationToken cancel)
    {
        var first = await results.ReadAsync(a, cancel);
        var second = await results.ReadAsync(b, cancel);
        return JobComparison.Create(
            new ComparedJob(first, await OutlineOfAsync(first, cancel)),
            new ComparedJob(second, await OutlineOfAsync(second, cancel)));
    }

    private async Task<RiskJobOutline> OutlineOfAsync(ArchivedRiskCalculation archived, CancellationToken cancel)
    {
        var files = await models.ReadFilesAsync(archived.Calculation.RiskModelId, cancel);
        return RiskJobReader.ReadOutline(RiskJobFiles.FromPairs(files.Select(file => (file.Key, file.Value))));
    }

    private async Task<ResultOrigin> OriginOfAsync(
        ArchivedRiskCalculation archived,
        RiskJobOutline outline,
        CancellationToken cancel)
    {
        var row = archived.Calculation;
        var realizations = archived.Results.Realizations.Count;
        var yearsOfEach = outline.Parameters.Mode.Hazard == ModeHazard.EventSet
            ? await EffectiveYearsAsync(row.HazardCalculationId, cancel)
            : null;
        return new ResultOrigin
        {
            Job = row.Id,
            Hazard = row.HazardCalculationId,
            Model = row.RiskModelId,
            Date = row.CreatedAt,
            EffectiveTime = yearsOfEach * realizations,
            Outline = outline,
        };
    }

    /// <summary>Years that the events of a realization stand for.</summary>
    private async Task<double?> EffectiveYearsAsync(Guid id, CancellationToken cancel)
    {
        var calculation = (await hazard.GetAsync(id, cancel)).Calculation;
        return calculation.InvestigationTime * (calculation.SesPerLogicTreePath ?? 1);
    }
}
