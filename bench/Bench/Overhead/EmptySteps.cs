using Workers.Contracts;
using Workers.Messaging.Steps;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Databases.Icebox;

namespace Workers.Bench.Overhead;

/// <summary>A step that does nothing but report.</summary>
internal sealed class EmptyImport : IStep<ImportHazardRequested, EngineDb>
{
    public Task<CompleteStep<EngineDb>> WorkAsync(StepContext<ImportHazardRequested> step, CancellationToken cancel) =>
        Task.FromResult<CompleteStep<EngineDb>>(x => x.PublishAsync(Reports.Of(step.Message)));
}

/// <summary>A step that does nothing but report.</summary>
internal sealed class EmptyCalculation : IStep<RunRiskCalc, EngineDb>
{
    public Task<CompleteStep<EngineDb>> WorkAsync(StepContext<RunRiskCalc> step, CancellationToken cancel) =>
        Task.FromResult<CompleteStep<EngineDb>>(x => x.PublishAsync(Reports.Of(step.Message)));
}

/// <summary>A step that does nothing but report.</summary>
internal sealed class EmptyExport : IStep<ExportResults, IceboxDb>
{
    public Task<CompleteStep<IceboxDb>> WorkAsync(StepContext<ExportResults> step, CancellationToken cancel) =>
        Task.FromResult<CompleteStep<IceboxDb>>(x => x.PublishAsync(Reports.Of(step.Message)));
}

/// <summary>What steps report of no work.</summary>
internal static class Reports
{
    public static HazardImported Of(ImportHazardRequested m) =>
        new() { JobId = m.JobId, Attempt = m.Attempt, ImportId = m.HazardCalculationId };

    public static RiskCalcCompleted Of(RunRiskCalc m) => new() { JobId = m.JobId, Attempt = m.Attempt };

    public static ResultsExported Of(ExportResults m) => new() { JobId = m.JobId, Attempt = m.Attempt };
}
