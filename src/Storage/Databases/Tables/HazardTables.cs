using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workers.Risk.Hazard;

namespace Workers.Storage.Databases.Tables;

/// <summary>How hazard is laid out in both databases that hold it.</summary>
public static class HazardTables
{
    /// <summary>Most events whose GMVs lie in one row.</summary>
    public const int EventsPerChunk = ArchivableHazard.EventsPerRow;

    /// <param name="setColumn"><c>hazard_id</c> or <c>import_id</c>.</param>
    internal static void MapHazard(this ModelBuilder model, string setColumn)
    {
        Map<RealizationRow>("realization", nameof(RealizationRow.Ordinal));
        Map<ImtRow>("imt", nameof(ImtRow.Ordinal));
        Map<HazardOutputRow>("hazard_output", nameof(HazardOutputRow.Ordinal));
        Map<HazardSiteRow>("hazard_site", nameof(HazardSiteRow.SiteId));
        model.Entity<HazardSiteRow>().Property(x => x.Parameters).HasColumnType("jsonb");
        Map<HazardEventRow>("hazard_event", nameof(HazardEventRow.Chunk));
        Map<HazardValuesRow>("hazard_values", nameof(HazardValuesRow.Output), nameof(HazardValuesRow.Imt),
            nameof(HazardValuesRow.SiteId), nameof(HazardValuesRow.Chunk));

        void Map<T>(string table, params string[] key) where T : class
        {
            EntityTypeBuilder<T> type = model.Entity<T>().ToTable(table);
            type.Property<Guid>("SetId").HasColumnName(setColumn);
            type.HasKey(["SetId", .. key]);
            foreach (var part in key)
                type.Property(part).ValueGeneratedNever();
        }
    }
}
