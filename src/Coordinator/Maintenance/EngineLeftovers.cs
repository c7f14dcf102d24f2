using Microsoft.EntityFrameworkCore;
using Workers.Contracts;
using Workers.Messaging.Inbox;
using Workers.Messaging.Outbox;
using Workers.Messaging.Topology;
using Workers.Storage.Databases.Jobs;

namespace Workers.Coordinator.Maintenance;

/// <summary>
/// What a completed job has left in the engine database: its results are in the icebox since a day. The calculators,
/// who may, are told to remove it, once; and its import is then free to go.
/// </summary>
internal sealed class EngineLeftovers(JobsDb db, CommandOutbox outbox) : IReaper
{
    public string What => "completed jobs in the engine database";

    public async Task<int> ReapAsync(CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Once told it is remembered as long as messages are, and then told again, which changes nothing.
        var marker = OnceMarker.Of(What);
        var jobs = await db.Database
            .SqlQuery<CompletedAttempt>(
                $"""
                INSERT INTO messaging.inbox (message_id, consumer_id, consumed_at)
                SELECT job_id, {marker}, now()
                FROM jobs.risk_job
                WHERE current_state = {JobState.Completed} AND finished_at < now() - interval '1 day'
                AND NOT EXISTS (
                    SELECT
                    FROM messaging.inbox
                    WHERE message_id = job_id AND consumer_id = {marker})
                ORDER BY finished_at
                LIMIT 200
                ON CONFLICT DO NOTHING
                RETURNING
                    message_id AS job_id,
                    (SELECT attempt FROM jobs.risk_job WHERE job_id = message_id) AS attempt
                """)
            .ToListAsync(cancel);
        foreach (var job in jobs)
        {
            var command = new DiscardResults { JobId = job.JobId, Attempt = job.Attempt };
            await outbox.SendAsync(Queues.DiscardWork, command, db, cancel);
        }
        await transaction.CommitAsync(cancel);
        return jobs.Count;
    }

    private sealed class CompletedAttempt
    {
        public Guid JobId { get; init; }
        public int Attempt { get; init; }
    }
}
