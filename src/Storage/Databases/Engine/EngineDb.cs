using Microsoft.EntityFrameworkCore;
using Workers.Storage.Databases.Tables;

namespace Workers.Storage.Databases.Engine;

/// <summary>
/// The <c>engine</c> database: temporary. Imports with their leases, runs, and results on their way to the icebox.
/// </summary>
public sealed class EngineDb(DbContextOptions<EngineDb> options) : DbContext(options)
{
    internal const string Schema = "engine";

    public DbSet<ImportRow> Imports => Set<ImportRow>();
    public DbSet<JobRunRow> JobRuns => Set<JobRunRow>();
    public DbSet<RealizationRow> Realizations => Set<RealizationRow>();
    public DbSet<ImtRow> Imts => Set<ImtRow>();
    public DbSet<HazardOutputRow> HazardOutputs => Set<HazardOutputRow>();
    public DbSet<HazardSiteRow> HazardSites => Set<HazardSiteRow>();
    public DbSet<RiskModelFileRow> RiskModelFiles => Set<RiskModelFileRow>();
    public DbSet<InboxRow> Inbox => Set<InboxRow>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.MapMessages();
        modelBuilder.MapFence();
        modelBuilder.MapHazard("import_id");
        modelBuilder.MapRiskModelFiles();
        modelBuilder.MapResults();
        modelBuilder.Entity<ImportRow>(import =>
        {
            import.ToTable("import");
            import.Property(x => x.Id).ValueGeneratedNever();
            import.Property(x => x.Kind).HasConversion<string>();
            import.Property(x => x.Parameters).HasColumnType("jsonb");
            import.Property(x => x.Manifest).HasColumnType("jsonb");
            // The same selection is imported once, whoever asks at the same time.
            import.HasIndex(x => x.ContentKey).IsUnique();
        });
        modelBuilder.Entity<ImportPartRow>(part =>
        {
            part.ToTable("import_part");
            part.HasKey(x => new { x.ImportId, x.Part });
            part.HasOne<ImportRow>().WithMany().HasForeignKey(x => x.ImportId);
        });
        modelBuilder.Entity<ImportUseRow>(use =>
        {
            use.ToTable("import_use");
            use.HasKey(x => new { x.ImportId, x.JobId });
            // An import that a job uses cannot be removed, by whatever mistake.
            use.HasOne<ImportRow>().WithMany().HasForeignKey(x => x.ImportId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<JobRunRow>(run =>
        {
            run.ToTable("job_run");
            run.HasKey(x => new { x.JobId, x.Attempt });
            run.Property(x => x.Area).HasColumnType("jsonb");
            run.Property(x => x.State).HasConversion<string>();
            run.Property(x => x.Provenance).HasColumnType("jsonb");
        });
        modelBuilder.Entity<CalculatedBlockRow>(block =>
        {
            block.ToTable("calculated_block");
            block.HasKey(x => new { x.JobId, x.Attempt, x.LossType, x.Block });
        });
        modelBuilder.Entity<FinishedBlockRow>(block =>
        {
            block.ToTable("finished_block");
            block.HasKey(x => new { x.JobId, x.Attempt, x.Block });
        });
    }
}
