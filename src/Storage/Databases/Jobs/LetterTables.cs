using Microsoft.EntityFrameworkCore;

namespace Workers.Storage.Databases.Jobs;

/// <summary>Dead letters, operations on them, and the audit of these.</summary>
internal static class LetterTables
{
    public static void MapLetters(this ModelBuilder model)
    {
        model.Entity<LetterRow>(letter =>
        {
            letter.ToTable("letter");
            letter.Property(x => x.Id).ValueGeneratedNever();
            letter.Property(x => x.Headers).HasColumnType("jsonb");
            letter.Property(x => x.Properties).HasColumnType("jsonb");
            letter.HasIndex(x => x.DeliveryKey).IsUnique();
            letter.HasIndex(x => new { x.State, x.TakenAt, x.Id });
            letter.HasIndex(x => new { x.TakenAt, x.Id });
            letter.HasIndex(x => new { x.JobId, x.State });
            letter.HasIndex(x => new { x.Fingerprint, x.State });
            letter.HasIndex(x => new { x.MessageId, x.SourceQueue });
        });
        model.Entity<OperationRow>(operation =>
        {
            operation.ToTable("operation");
            operation.Property(x => x.Id).ValueGeneratedNever();
            operation.Property(x => x.Filter).HasColumnType("jsonb");
            operation.HasIndex(x => x.State).HasFilter("state = 'running'");
        });
        model.Entity<OperationItemRow>(item =>
        {
            item.ToTable("operation_item");
            item.HasKey(x => new { x.OperationId, x.Ordinal });
            item.Property(x => x.Steps).HasColumnType("jsonb");
            item.HasIndex(x => new { x.OperationId, x.Stage });
            item.HasIndex(x => x.LetterId);
        });
        model.Entity<AuditRow>(audit =>
        {
            audit.ToTable("audit");
            audit.Property(x => x.Selection).HasColumnType("jsonb");
            audit.HasIndex(x => new { x.OperationId, x.Event }).IsUnique();
        });
    }
}
