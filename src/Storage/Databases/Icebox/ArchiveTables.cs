using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using Workers.Storage.Databases.Tables;

namespace Workers.Storage.Databases.Icebox;

/// <summary>What only the icebox has: geometry, and the calculations and models that rows belong to.</summary>
internal static class ArchiveTables
{
    private const string Point = "geometry(Point,4326)";

    public static void MapArchive(this ModelBuilder model)
    {
        model.Entity<HazardCalculationRow>(hazard =>
        {
            hazard.ToTable("hazard_calculation");
            hazard.Property(x => x.Id).ValueGeneratedNever();
            hazard.Property(x => x.Kind).HasConversion<string>();
            hazard.Property(x => x.Parameters).HasColumnType("jsonb");
            hazard.HasIndex(x => x.ContentHash).IsUnique();
        });
        model.Entity<HazardSiteRow>(site =>
        {
            site.Property<Point>("Geom")
                .HasColumnType(Point)
                .HasComputedColumnSql("ST_SetSRID(ST_MakePoint(lon, lat), 4326)", stored: true);
            site.HasIndex("Geom").HasMethod("gist");
        });
        BelongsToHazard<RealizationRow>();
        BelongsToHazard<ImtRow>();
        BelongsToHazard<HazardOutputRow>();
        BelongsToHazard<HazardSiteRow>();
        BelongsToHazard<HazardEventRow>();
        BelongsToHazard<HazardValuesRow>();

        model.Entity<RiskModelRow>().ToTable("risk_model").Property(x => x.Id).ValueGeneratedNever();
        model.Entity<RiskModelFileRow>().HasOne<RiskModelRow>().WithMany().HasForeignKey(x => x.ModelId);
        model.Entity<RiskModelLocationRow>(location =>
        {
            location.ToTable("risk_model_location");
            location.HasKey(x => new { x.ModelId, x.Ordinal });
            location.Property(x => x.Geom).HasColumnType(Point);
            location.HasOne<RiskModelRow>().WithMany().HasForeignKey(x => x.ModelId);
        });

        model.Entity<RiskCalculationRow>(calculation =>
        {
            calculation.ToTable("risk_calculation");
            calculation.HasKey(x => new { x.Id, x.Attempt });
            calculation.Property(x => x.Area).HasColumnType("jsonb");
            calculation.Property(x => x.Parameters).HasColumnType("jsonb");
            calculation.Property(x => x.Timings).HasColumnType("jsonb");
            calculation.Property(x => x.ImportManifest).HasColumnType("jsonb");
            calculation.HasIndex(x => x.CreatedAt);
        });
        model.Entity<ExportPartRow>(part =>
        {
            part.ToTable("export_part");
            part.HasKey(x => new { x.JobId, x.Attempt, x.Part });
            part.Property(x => x.Part).ValueGeneratedNever();
        });
        model.Entity<ResultAssetRow>().Property<Point>("Geom").HasColumnType(Point)
            .HasComputedColumnSql("ST_SetSRID(ST_MakePoint(lon::float8, lat::float8), 4326)", stored: true);

        void BelongsToHazard<T>() where T : class =>
            model.Entity<T>()
                .HasOne<HazardCalculationRow>()
                .WithMany()
                .HasForeignKey("SetId")
                .OnDelete(DeleteBehavior.Cascade);
    }
}
