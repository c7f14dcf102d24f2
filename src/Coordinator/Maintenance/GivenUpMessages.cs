using Microsoft.EntityFrameworkCore;
using Workers.Hosting.Settings;
using Workers.Storage.Databases.Jobs;

namespace Workers.Coordinator.Maintenance;

/// <summary>
/// Messages that could not be sent: the last thousand are kept for people, for as long as messages are remembered at
/// all. They are counted by <c>/health</c>.
/// </summary>
internal sealed class GivenUpMessages(JobsDb db, WorkersOptions options) : IReaper
{
    private const int Kept = 1_000;

    public string What => "messages that were given up";

    public Task<int> ReapAsync(CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
            DELETE FROM messaging.outbox
            WHERE due_at = 'infinity' AND (sent_at < now() - {options.InboxWindow} OR id <= (
                SELECT id
                FROM messaging.outbox
                WHERE due_at = 'infinity'
                ORDER BY id DESC
                OFFSET {Kept} LIMIT 1))
            """,
            cancel);
}
