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

    /// <summary>
    /// Writes results as the engine's CSV files and as GeoJSON into a folder, made if it is not there.
    /// </summary>
    /// <exception cref="InputException">UnknownJob: no results of this job in the archive.</exception>
    public Task<ResultSummary> WriteAsync(Guid job, string folder, CancellationToken cancel) =>
        WriteAsync(job, folder, calculation: null, cancel);

    /// <summary>The same, with the CSV files named as the engine names them.</summary>
    /// <param name="job">The job.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="calculation">Calculation id: <c>42</c> makes <c>aggrisk-_42.csv</c>; null for names
    /// without.</param>
    /// <param name="cancel">Stops between rows.</param>
    /// <exception cref="InputException">UnknownJob: no results of this job in the archive.</exception>
    public async Task<ResultSummary> WriteAsync(Guid job, string folder, string? calculation, CancellationToken cancel)
    {
        var archived = await results.ReadAsync(job, cancel);
        var model = await models.ReadFilesAsync(archived.Calculation.RiskModelId, cancel);
        await ResultFolder.WriteAsync(archived.Results, model, folder, calculation, cancel);
        return ResultSummary.From(archived.Results, folder);
    }
}
