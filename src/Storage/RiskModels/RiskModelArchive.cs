using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using Npgsql;
using Workers.Errors;
using Workers.Storage.Copy;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Databases.Tables;
using Workers.Storage.Spatial;

namespace Workers.Storage.RiskModels;

/// <summary>What became of a risk model that was brought to the archive.</summary>
public sealed record RiskModelAdded(string Id, bool AlreadyThere);

/// <summary>Risk models of the icebox.</summary>
public sealed class RiskModelArchive([FromKeyedServices(Database.Icebox)] NpgsqlDataSource icebox)
{
    /// <summary>Id of a risk model: SHA-256 over its files' sorted paths and contents, hex.</summary>
    public static string IdOf(IReadOnlyDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, content) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            AppendWithLength(hash, Encoding.UTF8.GetBytes(path));
            AppendWithLength(hash, content);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Archives risk job files that have been read through; the same files are archived once.</summary>
    /// <param name="files">Contents by path, as job.ini refers to them.</param>
    /// <param name="summary">What was read from them.</param>
    public async Task<RiskModelAdded> AddAsync(
        IReadOnlyDictionary<string, byte[]> files,
        RiskModelSummary summary,
        string? owner,
        CancellationToken cancel = default)
    {
        var id = IdOf(files);
        var locations = Distinct(summary.Locations);
        await using var db = Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await InsertAsync(db, id, summary, HashOf(locations), owner, cancel))
            return new RiskModelAdded(id, true);

        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var fileRows = files.Select(f => new RiskModelFileRow
        {
            ModelId = id,
            Path = f.Key,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(f.Value)),
            Content = f.Value,
        });
        var locationRows = locations.Select((place, i) => new RiskModelLocationRow
        {
            ModelId = id,
            Ordinal = i,
            Geom = new Point(place.Lon, place.Lat) { SRID = 4326 },
        });
        await connection.CopyAsync(db.Model, fileRows, cancel);
        await connection.CopyAsync(db.Model, locationRows, cancel);
        await transaction.CommitAsync(cancel);
        return new RiskModelAdded(id, false);
    }

    /// <summary>All risk models, newest first.</summary>
    public async Task<IReadOnlyList<RiskModelRow>> ListAsync(CancellationToken cancel = default)
    {
        await using var db = Open();
        return await db.RiskModels.AsNoTracking().OrderByDescending(m => m.CreatedAt).ToListAsync(cancel);
    }

    /// <summary>A risk model.</summary>
    /// <exception cref="InputException">UnknownRiskModel.</exception>
    public async Task<RiskModelRow> GetAsync(string id, CancellationToken cancel = default)
    {
        await using var db = Open();
        return await db.RiskModels.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancel)
            ?? throw RequestErrors.UnknownRiskModel(id);
    }

    /// <summary>Its files by path.</summary>
    /// <exception cref="InputException">UnknownRiskModel.</exception>
    public async Task<IReadOnlyDictionary<string, byte[]>> ReadFilesAsync(string id, CancellationToken cancel = default)
    {
        await GetAsync(id, cancel);
        await using var db = Open();
        return await db.RiskModelFiles.AsNoTracking()
            .Where(f => f.ModelId == id)
            .ToDictionaryAsync(f => f.Path, f => f.Content, cancel);
    }

    /// <summary>False if the same files are there; waits for one who is just archiving them.</summary>
    private static async Task<bool> InsertAsync(
        IceboxDb db,
        string id,
        RiskModelSummary summary,
        string locationsHash,
        string? owner,
        CancellationToken cancel)
    {
        // On a conflict it waits for the other's commit; if that rolls back, this one inserts.
        var rows = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO icebox.risk_model (
                id, mode, description, assets, loss_types, imts, asset_hazard_distance, locations_hash, owner,
                created_at)
            VALUES (
                {id}, {summary.Mode}, {summary.Description}, {summary.Assets}, {summary.LossTypes.ToArray()},
                {summary.Imts.ToArray()}, {summary.AssetHazardDistance}, {locationsHash}, {owner},
                now())
            ON CONFLICT (id) DO NOTHING
            """,
            cancel);
        return rows == 1;
    }

    private static List<(double Lon, double Lat)> Distinct(IEnumerable<(double Lon, double Lat)> locations)
    {
        // Sorted before, so that the hash does not depend on the order of the exposure's files.
        var distinct = locations.Distinct().Order().ToList();
        var order = HilbertCurve.Order([.. distinct.Select(p => p.Lon)], [.. distinct.Select(p => p.Lat)]);
        return [.. order.Select(i => distinct[i])];
    }

    private static string HashOf(List<(double Lon, double Lat)> locations)
    {
        double[] numbers = [.. locations.SelectMany(p => new[] { p.Lon, p.Lat })];
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(numbers.AsSpan())));
    }

    private static void AppendWithLength(IncrementalHash hash, byte[] data)
    {
        // Without the length, bytes could move from a file's end to the next file's name, and the id would be the same.
        hash.AppendData(BitConverter.GetBytes((long)data.Length));
        hash.AppendData(data);
    }

    private IceboxDb Open() => new(Database.Options<IceboxDb>(Database.Icebox, icebox));
}
