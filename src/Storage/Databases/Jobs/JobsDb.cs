using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workers.Storage.Databases.Tables;

namespace Workers.Storage.Databases.Jobs;

/// <summary>The <c>jobs</c> database: jobs and their timelines, dead letters, operations on them, and
/// the coordinator's inbox and outbox.</summary>
/// <remarks>
/// A host whose saga class derives from <see cref="RiskJobRow"/> derives its context from this one and overrides
/// <see cref="MapJob"/> and <see cref="Jobs"/>; table and migrations stay the same.
/// </remarks>
public class JobsDb : DbContext
{
    internal const string Schema = "jobs";

    public JobsDb(DbContextOptions<JobsDb> options) : base(options) { }

    /// <summary>For derived contexts.</summary>
    protected JobsDb(DbContextOptions options) : base(options) { }

    /// <summary>The jobs, as rows to read.</summary>
    public virtual IQueryable<RiskJobRow> Jobs => Set<RiskJobRow>();

    /// <summary>Timelines.</summary>
    public DbSet<JobTransitionRow> Transitions => Set<JobTransitionRow>();

    /// <summary>Dead letters.</summary>
    public DbSet<LetterRow> Letters => Set<LetterRow>();

    /// <summary>Operations on them.</summary>
    public DbSet<OperationRow> Operations => Set<OperationRow>();

    /// <summary>Their letters.</summary>
    public DbSet<OperationItemRow> OperationItems => Set<OperationItemRow>();

    /// <summary>Who did what.</summary>
    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<InboxRow> Inbox => Set<InboxRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    /// <summary>
    /// Maps the class that stands for a job: <c>MapJob(model.Entity&lt;RiskJobState&gt;())</c> in a derived context.
    /// </summary>
    protected virtual void MapJob(ModelBuilder model) => MapJob(model.Entity<RiskJobRow>());

    protected static void MapJob<T>(EntityTypeBuilder<T> job) where T : RiskJobRow
    {
        job.ToTable("risk_job", Schema);
        job.HasKey(x => x.CorrelationId);
        // The saga library wants its own name in the class; in the database it is what people look for.
        job.Property(x => x.CorrelationId).HasColumnName("job_id").ValueGeneratedNever();
        job.Property(x => x.Request).HasColumnType("jsonb");
        job.Property(x => x.Error).HasColumnType("jsonb");
        // Two deliveries that change a job at the same time cannot both commit.
        job.Property(x => x.Version).IsRowVersion();
        job.HasIndex(x => new { x.CurrentState, x.UpdatedAt });
        job.HasIndex(x => new { x.Owner, x.StartedAt });
        job.HasIndex(x => x.StartedAt);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.MapMessages();
        modelBuilder.MapLetters();
        MapJob(modelBuilder);
        modelBuilder.Entity<JobTransitionRow>(transition =>
        {
            transition.ToTable("job_transition");
            transition.Property(x => x.From).HasColumnName("from_state");
            transition.Property(x => x.To).HasColumnName("to_state");
            transition.Property(x => x.Error).HasColumnType("jsonb");
            transition.HasIndex(x => new { x.JobId, x.Id });
        });
    }
}
