using Microsoft.EntityFrameworkCore;

namespace Workers.Storage.Databases.Tables;

/// <summary>The inbox and outbox tables that each database has, so that business rows and messages commit together.</summary>
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

    /// <summary>Wakes deliverers in other processes at the commit of new rows; part of each database's first migration.</summary>
    internal const string CreateNotification =
        $"""
        CREATE FUNCTION {Schema}.notify_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NOTIFY {OutboxRow.Channel};
            RETURN NULL;
        END $$;
        CREATE TRIGGER outbox_notification AFTER INSERT ON {Schema}.outbox
            FOR EACH STATEMENT EXECUTE FUNCTION {Schema}.notify_outbox();
        """;
}
