using System.Reflection;
using Workers.Contracts;
using Workers.Messaging.Steps;
using Workers.Risk;
using Workers.Storage.Engine;
using Workers.Storage.Results;

namespace Workers.Calculator.RunRiskCalc;

/// <summary>Calculates a job on its import and leaves the results in the engine database.</summary>
internal sealed class RunRiskCalc(JobInput input, ResultWriter results, EngineDb db, TimeProvider time) : IStep<Contracts.RunRiskCalc, EngineDb>
{
    public async Task<CompleteStep<EngineDb>> WorkAsync(StepContext<Contracts.RunRiskCalc> step, CancellationToken cancel)
    {
        var (request, watch) = (step.Message, new Stopwatches(time));
        var run = await JobRuns.FindAsync(db, request.JobId, request.Attempt, cancel);
        var job = await watch.TimeAsync("read risk model", () => input.ReadJobAsync(run, cancel));
        var hazard = await watch.TimeAsync("read hazard", () => input.ReadHazardAsync(run.ImportId, cancel));
        // Off the delivery's thread: the bus must stay able to answer the broker while a long calculation runs.
        var found = await watch.TimeAsync("calculate", () => Task.Run(() => RiskCalculation.Calculate(job, hazard, cancel), cancel));
        await watch.TimeAsync("write results", () => results.WriteAsync(found, request.JobId, request.Attempt, cancel));
        var provenance = new CalculationProvenance(job.Parameters.Mode, run.Description ?? job.Parameters.Description, "workers", Version,
            job.Parameters.AsWritten, watch.Seconds, found.Warnings);
        return async transaction =>
        {
            await JobRuns.CompleteAsync(transaction.Db, request.JobId, request.Attempt, provenance, transaction.Cancel);
            await transaction.PublishAsync(new RiskCalcCompleted
            {
                JobId = request.JobId, Attempt = request.Attempt, Assets = found.Assets.Count, Warnings = found.Warnings,
                Seconds = watch.Total,
            });
        };
    }

    private static string Version { get; } =
        typeof(RunRiskCalc).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
