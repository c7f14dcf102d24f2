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
using Workers.Storage.Spatial;

namespace Workers.Storage.RiskModels;

/// <summary>What became of a risk model that was brought to the archive.</summary>
public sealed record RiskModelAdded(string Id, bool AlreadyThere);

/// <summary>Risk models of the icebox.</summary>
public sealed class RiskModelArchive([FromKeyedServices(Database.Icebox)] NpgsqlDataSource icebox)
{
    private const int PieceBytes = 1 << 16;

    /// <summary>Archives risk job files that have been read through; the same files are archived once.</summary>
    /// <param name="files">Contents by path, as job.ini refers to them; each is read twice, piece by piece.</param>
    /// <param name="summary">What was read from them.</param>
    /// <exception cref="InputException">RiskFileMissing: a file was changed meanwhile.</exception>
    public async Task<RiskModelAdded> AddAsync(
        IReadOnlyDictionary<string, RiskModelFile> files,
        RiskModelSummary summary,
        string? owner,
        CancellationToken cancel = default)
    {
        var (id, hashed) = Hash(files);
        var locations = Distinct(summary.Locations);
        await using var db = Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await InsertAsync(db, id, summary, HashOf(locations), owner, cancel))
            return new RiskModelAdded(id, true);

        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var locationRows = locations.Select((place, i) => new RiskModelLocationRow
        {
            ModelId = id,
            Ordinal = i,
            Geom = new Point(place.Lon, place.Lat) { SRID = 4326 },
        });
        await RiskModelFiles.WriteAsync(connection, id, hashed, cancel);
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

    /// <summary>Its files by path; they are read as they are asked for.</summary>
    /// <exception cref="InputException">UnknownRiskModel.</exception>
    public async Task<IReadOnlyDictionary<string, RiskModelFile>> FindFilesAsync(
        string id,
        CancellationToken cancel = default)
    {
        await GetAsync(id, cancel);
        return await StoredModelFiles.FindAsync(icebox, IceboxDb.Schema, id, cancel);
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

    private static (double Lon, double Lat)[] Distinct(IEnumerable<(double Lon, double Lat)> locations)
    {
        // Sorted before, so that the hash does not depend on the order of the exposure's files.
        (double Lon, double Lat)[] sorted = [.. locations];
        Array.Sort(sorted);
        var count = 0;
        foreach (var place in sorted)
            if (count == 0 || sorted[count - 1] != place)
                sorted[count++] = place;
        var distinct = new ArraySegment<(double Lon, double Lat)>(sorted, 0, count);
        var order = HilbertCurve.Order([.. distinct.Select(p => p.Lon)], [.. distinct.Select(p => p.Lat)]);
        return Array.ConvertAll(order, i => sorted[i]);
    }

    // A pair of doubles lies in memory as its longitude and its latitude.
    private static string HashOf((double Lon, double Lat)[] locations) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(locations.AsSpan())));

    /// <summary>Id of a risk model: SHA-256 over its files' sorted paths and contents, hex.</summary>
    private static (string Id, List<HashedFile> Files) Hash(IReadOnlyDictionary<string, RiskModelFile> files)
    {
        using var ofAll = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var ofFile = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var hashed = new List<HashedFile>(files.Count);
        var piece = new byte[PieceBytes];
        foreach (var (path, file) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var name = Encoding.UTF8.GetBytes(path);
            AppendLength(ofAll, name.Length);
            ofAll.AppendData(name);
            AppendLength(ofAll, file.Length);
            using var content = file.Open();
            for (int read; (read = content.Read(piece)) > 0;)
            {
                ofAll.AppendData(piece, 0, read);
                ofFile.AppendData(piece, 0, read);
            }
            hashed.Add(new(path, file, Convert.ToHexStringLower(ofFile.GetHashAndReset())));
        }
        return (Convert.ToHexStringLower(ofAll.GetHashAndReset()), hashed);
    }

    // Without the length, bytes could move from a file's end to the next file's name, and the id would be the same.
    private static void AppendLength(IncrementalHash hash, long length) =>
        hash.AppendData(BitConverter.GetBytes(length));

    private IceboxDb Open() => new(Database.Options<IceboxDb>(Database.Icebox, icebox));
}
