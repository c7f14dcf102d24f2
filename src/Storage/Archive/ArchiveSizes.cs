using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Databases.Tables;

namespace Workers.Storage.Archive;

/// <summary>How much there is of something, and where.</summary>
/// <param name="Box">West, south, east, north of its places; null without any.</param>
/// <param name="Places">Sites, or places with assets.</param>
/// <param name="Bytes">Of its values or files.</param>
public sealed record ArchiveSize(double[]? Box, int Places, long Bytes);

/// <summary>Measures what the icebox holds.</summary>
public sealed class ArchiveSizes([FromKeyedServices(Database.Icebox)] NpgsqlDataSource icebox)
{
    /// <summary>Sites of a hazard calculation and bytes of their values.</summary>
    public async Task<ArchiveSize> OfHazardAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = Open();
        var sites = db.HazardSites.Where(s => s.SetId == id);
        var bytes = await db.Set<HazardValuesRow>().Where(v => v.SetId == id)
            .SumAsync(v => (long)v.Payload.Length, cancel);
        var places = await sites.CountAsync(cancel);
        if (places == 0) return new ArchiveSize(null, 0, bytes);
        double[] box =
        [
            await sites.MinAsync(s => s.Lon, cancel),
            await sites.MinAsync(s => s.Lat, cancel),
            await sites.MaxAsync(s => s.Lon, cancel),
            await sites.MaxAsync(s => s.Lat, cancel),
        ];
        return new ArchiveSize(box, places, bytes);
    }

    /// <summary>Places with assets of a risk model and bytes of its files.</summary>
    public async Task<ArchiveSize> OfRiskModelAsync(string id, CancellationToken cancel = default)
    {
        await using var db = Open();
        var locations = db.Set<RiskModelLocationRow>().Where(l => l.ModelId == id);
        var bytes = await db.RiskModelFiles.Where(f => f.ModelId == id).SumAsync(f => (long)f.Content.Length, cancel);
        var places = await locations.CountAsync(cancel);
        if (places == 0) return new ArchiveSize(null, 0, bytes);
        double[] box =
        [
            await locations.MinAsync(l => l.Geom.X, cancel),
            await locations.MinAsync(l => l.Geom.Y, cancel),
            await locations.MaxAsync(l => l.Geom.X, cancel),
            await locations.MaxAsync(l => l.Geom.Y, cancel),
        ];
        return new ArchiveSize(box, places, bytes);
    }

    private IceboxDb Open() => new(Database.Options<IceboxDb>(Database.Icebox, icebox));
}
