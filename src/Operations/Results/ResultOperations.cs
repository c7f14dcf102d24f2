using Workers.Errors;
using Workers.Risk.Results;
using Workers.Storage.Results;
using Workers.Storage.RiskModels;

namespace Workers.Operations.Results;

/// <summary>Takes results out of the icebox.</summary>
public sealed class ResultOperations(RiskCalculationArchive results, RiskModelArchive models)
{
    /// <summary>All results of a job.</summary>
    /// <exception cref="InputException">UnknownJob: no results of this job in the archive.</exception>
    public async Task<RiskResults> ReadAsync(Guid job, CancellationToken cancel) =>
        (await results.ReadAsync(job, cancel)).Results;

    /// <summary>Writes results as the engine's CSV files and as GeoJSON into a folder, made if it is not there.</summary>
    /// <exception cref="InputException">UnknownJob: no results of this job in the archive.</exception>
    public async Task<ResultSummary> WriteAsync(Guid job, string folder, CancellationToken cancel)
    {
        var archived = await results.ReadAsync(job, cancel);
        var model = await models.ReadFilesAsync(archived.Calculation.RiskModelId, cancel);
        await ResultFolder.WriteAsync(archived.Results, model, folder, cancel);
        return ResultSummary.From(archived.Results, folder);
    }
}
