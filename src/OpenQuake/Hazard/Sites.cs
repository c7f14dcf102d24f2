using Workers.Errors;
using Workers.Risk.Hazard;

namespace Workers.OpenQuake.Hazard;

/// <summary>A hazard site as a file gives it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Lon">Longitude, 5 decimals.</param>
/// <param name="Lat">Latitude, 5 decimals.</param>
/// <param name="Depth">Depth, km.</param>
/// <param name="Where">Its place in the file.</param>
internal sealed record SiteRow(int Id, double Lon, double Lat, double Depth, string Where)
{
    /// <summary>The archive's own id, where the file has it.</summary>
    public string CustomId { get; init; } = "";

    /// <summary>Fields of the columns that have no other meaning.</summary>
    public string[] Parameters { get; init; } = [];
}

/// <summary>Hazard sites with what else identifies them.</summary>
/// <param name="Collection">The sites, by ascending id.</param>
/// <param name="Depths">Depth of each, km.</param>
/// <param name="CustomIds">The archive's own ids, where the file has them.</param>
internal sealed record Sites(SiteCollection Collection, double[] Depths, string[]? CustomIds)
{
    /// <summary>Columns that are none of the above, and custom ids, as texts of each site.</summary>
    public IReadOnlyDictionary<string, string[]> Parameters { get; init; } = new Dictionary<string, string[]>();

    /// <summary>From rows in their final order; each id and each place must be there once.</summary>
    public static Sites From(IReadOnlyList<SiteRow> rows, string file)
    {
        Check(rows, file);
        var collection = new SiteCollection(
            [.. rows.Select(r => r.Id)],
            [.. rows.Select(r => r.Lon)],
            [.. rows.Select(r => r.Lat)]);
        return new(collection, [.. rows.Select(r => r.Depth)], null);
    }

    private static void Check(IReadOnlyList<SiteRow> rows, string file)
    {
        if (rows.Count == 0)
            throw HazardErrors.NoSites(file);
        var ids = new Dictionary<int, string>();
        var places = new Dictionary<(double Lon, double Lat, double Depth), string>();
        foreach (var row in rows)
        {
            if (!ids.TryAdd(row.Id, row.Where))
                throw HazardErrors.DuplicateSiteId(row.Id, row.Where, ids[row.Id]);
            // Two sites at one place: the second would never have an asset.
            var place = (row.Lon, row.Lat, row.Depth);
            if (!places.TryAdd(place, row.Where))
                throw HazardErrors.DuplicateSite(row.Lon, row.Lat, row.Where, places[place]);
        }
    }
}
