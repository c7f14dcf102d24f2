using Workers.Contracts;
using Workers.Messaging.Topology;
using Workers.Storage.Databases.Jobs;

namespace Workers.Coordinator.Saga;

/// <summary>The steps of a job, in their order. A new step is a row here (and a state in the contract).</summary>
internal static class JobSteps
{
    public static IReadOnlyList<JobStep> All { get; } =
    [
        new JobStep<ImportHazardRequested, HazardImported>
        {
            State = JobState.ImportingHazard,
            Queue = Queues.ImportHazard,
            Command = job => job.AsRequested(),
            End = new("Imported", x => new(x.JobId, x.Attempt), JobNotes.NoteImport),
            Faults = [new StepFault<ImportHazardRequested>("ImportFaulted", x => new(x.JobId, x.Attempt))],
        },
        new JobStep<RunRiskCalc, RiskCalcCompleted>
        {
            State = JobState.Calculating,
            Queue = Queues.RunRiskCalc,
            FurtherQueues = [Queues.CalculateBlock, Queues.MergeBlocks],
            Command = job => new()
            {
                JobId = job.CorrelationId,
                Attempt = job.Attempt,
                ImportId = job.ImportId!.Value,
            },
            End = new("Calculated", x => new(x.JobId, x.Attempt), JobNotes.NoteCalculation),
            Faults =
            [
                new StepFault<RunRiskCalc>("CalculationFaulted", x => new(x.JobId, x.Attempt)),
                new StepFault<CalculateBlock>("BlockFaulted", x => new(x.JobId, x.Attempt)),
                new StepFault<MergeBlocks>("MergeFaulted", x => new(x.JobId, x.Attempt)),
            ],
        },
        new JobStep<ExportResults, ResultsExported>
        {
            State = JobState.ExportingResults,
            Queue = Queues.ExportResults,
            Command = job => new()
            {
                JobId = job.CorrelationId,
                Attempt = job.Attempt,
                ImportId = job.ImportId!.Value,
            },
            End = new("Exported", x => new(x.JobId, x.Attempt), JobNotes.NoteExport),
            Faults = [new StepFault<ExportResults>("ExportFaulted", x => new(x.JobId, x.Attempt))],
        },
    ];

    public static JobStep First => All[0];

    /// <summary>The first step that waits for such a message in such a queue; null: no job does.</summary>
    public static JobStep? Of(string queue, string messageType) =>
        All.FirstOrDefault(step => step.WaitsFor(queue, messageType));

    /// <summary>The step that a job is in, or stuck in.</summary>
    public static JobStep? Current(RiskJobRow job) =>
        All.FirstOrDefault(step => step.State == job.CurrentState || step.State == job.FailedStep);

    /// <summary>The step that follows another; null after the last one.</summary>
    public static JobStep? After(JobStep step) => All.SkipWhile(x => x != step).Skip(1).FirstOrDefault();
}
