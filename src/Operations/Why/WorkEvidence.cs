using Microsoft.EntityFrameworkCore;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Workers.Contracts;
using Workers.Messaging.Topology;
using Workers.Operations.Status;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.Databases.Tables;

namespace Workers.Operations.Why;

/// <summary>What a job under way waits for: outbox, broker, queue, worker.</summary>
internal sealed class WorkEvidence(JobsDb db, Connections connections, DateTimeOffset now, List<string> evidence)
{
    // Workers give a sign at least every 15 seconds.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    public async Task<string> SentenceAsync(RiskJobRow job, CancellationToken cancel)
    {
        var queue = QueueOf(job);
        var command = await CommandAsync(job, queue, cancel);
        if (command is { LastError: { } error })
            return $"It waits for its message to {queue}, which cannot be sent: {error}.";
        var (found, trouble) = await LookAsync(queue, cancel);
        if (trouble is not null)
            return $"It waits for the broker, which does not answer: {trouble}.";
        if (command is not null)
            return $"It waits for a Coordinator to send its message to {queue}.";
        if (job.LastSignOfLife is { } sign && now - sign < Fresh)
            return await AtWorkAsync(job, sign, cancel);
        if (found is null)
            return $"It waits for a process that receives from queue {queue}: none has ever started.";
        if (found.Consumers == 0)
            return $"It waits for a process that receives from queue {queue}: there is none; {found.Messages} wait.";
        return job.LastSignOfLife is { } last
            ? $"It waits for a worker that has said nothing for {(now - last).TotalSeconds:0} s."
            : $"It waits for its turn in queue {queue}: {found.Messages} wait, {found.Consumers} receive.";
    }

    private async Task<OutboxRow?> CommandAsync(RiskJobRow job, string queue, CancellationToken cancel)
    {
        var row = await db.Outbox
            .AsNoTracking()
            .Where(x => x.CorrelationId == job.CorrelationId && x.ScheduleToken == null)
            .Where(x => x.DestinationAddress!.EndsWith(queue))
            .OrderBy(x => x.Id)
            .FirstOrDefaultAsync(cancel);
        evidence.Add(row is null
            ? "outbox: nothing of it waits to be sent"
            : $"outbox: a message to {queue} since {row.SentAt:HH:mm:ss} UTC, {row.Attempts} tries");
        return row;
    }

    private async Task<(QueueStatus? Queue, string? Trouble)> LookAsync(string queue, CancellationToken cancel)
    {
        try
        {
            var factory = new ConnectionFactory { Uri = new Uri(connections.Broker) };
            await using var connection = await factory.CreateConnectionAsync(cancel);
            var found = await SystemStatus.FindQueueAsync(connection, queue, cancel);
            evidence.Add(found is null
                ? $"queue {queue}: not there"
                : $"queue {queue}: {found.Messages} wait, {found.Consumers} receive");
            return (found, null);
        }
        catch (BrokerUnreachableException e)
        {
            evidence.Add($"broker: {e.Message}");
            return (null, e.InnerException?.Message ?? e.Message);
        }
    }

    private async Task<string> AtWorkAsync(RiskJobRow job, DateTimeOffset sign, CancellationToken cancel)
    {
        if (job.CurrentState == JobState.ImportingHazard && await PutOffUntilAsync(job, cancel) is { } until)
            return $"It waits for room in the engine database; it is looked at again at {until:HH:mm:ss} UTC.";
        var progress = job.ProgressTotal > 0 ? $", {job.ProgressDone} of {job.ProgressTotal}" : "";
        return $"A worker is at it ({job.ProgressStep}{progress}); its last sign of life came "
            + $"{(now - sign).TotalSeconds:0} s ago.";
    }

    /// <summary>An import that found no room is a message of the engine database that is due later.</summary>
    private async Task<DateTime?> PutOffUntilAsync(RiskJobRow job, CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection($"{connections.Engine};Pooling=false");
            await connection.OpenAsync(cancel);
            await using var command = new NpgsqlCommand(
                "SELECT due_at FROM messaging.outbox WHERE correlation_id = $1 AND due_at > now()", connection)
            {
                Parameters = { new() { Value = job.CorrelationId } },
            };
            return await command.ExecuteScalarAsync(cancel) as DateTime?;
        }
        catch (NpgsqlException e)
        {
            evidence.Add($"engine database: {e.Message}");
            return null;
        }
    }

    private static string QueueOf(RiskJobRow job) => job.CurrentState switch
    {
        JobState.ImportingHazard => Queues.ImportHazard,
        JobState.ExportingResults => Queues.ExportResults,
        _ => job.ProgressStep is Queues.CalculateBlock or Queues.MergeBlocks ? job.ProgressStep : Queues.RunRiskCalc,
    };
}
