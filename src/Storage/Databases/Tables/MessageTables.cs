using Microsoft.EntityFrameworkCore;

namespace Workers.Storage.Databases.Tables;

/// <summary>
/// The inbox and outbox tables that each database has, so that business rows and messages commit together.
/// </summary>
public static class MessageTables
{
    /// <summary>Schema of both tables.</summary>
    public const string Schema = "messaging";

    internal static void MapMessages(this ModelBuilder model)
    {
        model.Entity<InboxRow>(inbox =>
        {
            inbox.ToTable("inbox", Schema);
            inbox.HasKey(x => new { x.MessageId, x.ConsumerId });
            inbox.HasIndex(x => x.ConsumedAt);
        });
        model.Entity<OutboxRow>(outbox =>
        {
            outbox.ToTable("outbox", Schema);
            outbox.HasKey(x => x.Id);
            outbox.HasIndex(x => new { x.DueAt, x.Id });
            outbox.HasIndex(x => x.ScheduleToken).HasFilter("schedule_token IS NOT NULL");
        });
    }
}
