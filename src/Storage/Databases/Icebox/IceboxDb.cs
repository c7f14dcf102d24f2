using Microsoft.EntityFrameworkCore;
using Workers.Storage.Databases.Tables;

namespace Workers.Storage.Databases.Icebox;

/// <summary>
/// The <c>icebox</c> database: the archive of hazard calculations, risk models and risk calculations.
/// </summary>
public sealed class IceboxDb(DbContextOptions<IceboxDb> options) : DbContext(options)
{
    internal const string Schema = "icebox";

    public DbSet<HazardCalculationRow> HazardCalculations => Set<HazardCalculationRow>();
    public DbSet<RealizationRow> Realizations => Set<RealizationRow>();
    public DbSet<ImtRow> Imts => Set<ImtRow>();
    public DbSet<HazardOutputRow> HazardOutputs => Set<HazardOutputRow>();
    public DbSet<HazardSiteRow> HazardSites => Set<HazardSiteRow>();
    public DbSet<RiskModelRow> RiskModels => Set<RiskModelRow>();
    public DbSet<RiskModelFileRow> RiskModelFiles => Set<RiskModelFileRow>();
    public DbSet<RiskCalculationRow> RiskCalculations => Set<RiskCalculationRow>();
    public DbSet<ExportPartRow> ExportParts => Set<ExportPartRow>();
    public DbSet<InboxRow> Inbox => Set<InboxRow>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.MapMessages();
        modelBuilder.MapFence();
        modelBuilder.MapHazard("hazard_id");
        modelBuilder.MapRiskModelFiles();
        modelBuilder.MapResults();
        modelBuilder.MapArchive();
    }
}
