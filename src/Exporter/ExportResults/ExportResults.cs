using Workers.Contracts;
using Workers.Messaging.Steps;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Export;
using Workers.Storage.Import;

namespace Workers.Exporter.ExportResults;

/// <summary>Copies the results of an attempt from the engine database into the icebox: complete or absent.</summary>
internal sealed class ExportResults(ResultExporter results, TimeProvider time) : IStep<Contracts.ExportResults, IceboxDb>
{
    public async Task<CompleteStep<IceboxDb>> WorkAsync(StepContext<Contracts.ExportResults> step, CancellationToken cancel)
    {
        var (request, started) = (step.Message, time.GetTimestamp());
        var transferred = await results.RunAsync(request.JobId, request.Attempt, new Progress(step), cancel);
        return async transaction =>
        {
            await ResultExporter.CompleteAsync(transaction.Db, request.JobId, request.Attempt, transaction.Cancel);
            await transaction.PublishAsync(new ResultsExported
            {
                JobId = request.JobId,
                Attempt = request.Attempt,
                Rows = transferred.Rows,
                Bytes = transferred.Bytes,
                Seconds = time.GetElapsedTime(started).TotalSeconds,
            });
        };
    }

    private sealed class Progress(StepContext<Contracts.ExportResults> step) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => step.Report(value.Done, value.Total);
    }
}
