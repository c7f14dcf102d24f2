using Workers.Contracts;
using Workers.Messaging.Steps;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Export;

namespace Workers.Exporter.Steps;

/// <summary>Copies the results of an attempt from the engine database into the icebox: complete or absent.</summary>
internal sealed class ExportResultsStep(ResultExporter results, TimeProvider time) : IStep<ExportResults, IceboxDb>
{
    public async Task<CompleteStep<IceboxDb>> WorkAsync(StepContext<ExportResults> step, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        var transferred = await results.RunAsync(step.Job, step, cancel);
        return async transaction =>
        {
            // The fence is held: no later attempt can complete between this line and the commit.
            await ResultExporter.CompleteAsync(transaction.Db, step.Job, transaction.Cancel);
            await transaction.PublishAsync(new ResultsExported
            {
                JobId = step.Job.JobId,
                Attempt = step.Job.Attempt,
                Rows = transferred.Rows,
                Bytes = transferred.Bytes,
                Seconds = time.GetElapsedTime(started).TotalSeconds,
            });
        };
    }
}
