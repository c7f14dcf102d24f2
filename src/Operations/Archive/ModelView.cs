using Workers.Storage.Databases.Icebox;

namespace Workers.Operations.Archive;

/// <summary>What became of a risk model that was brought to the archive.</summary>
/// <param name="Id">SHA-256 over its files, hex.</param>
/// <param name="AlreadyThere">True if the same files were archived before; nothing was written.</param>
public sealed record AddedModel(string Id, bool AlreadyThere);

/// <summary>An archived risk model as lists show it.</summary>
public sealed record ModelView
{
    /// <summary>SHA-256 over sorted names and contents, hex.</summary>
    public required string Id { get; init; }

    /// <summary>Calculation mode.</summary>
    public required string Mode { get; init; }
    public required string Description { get; init; }
    public required int Assets { get; init; }
    public required string[] LossTypes { get; init; }

    /// <summary>IMTs that its functions need.</summary>
    public required string[] Imts { get; init; }

    /// <summary>km.</summary>
    public required double AssetHazardDistance { get; init; }

    /// <summary>SHA-256 over the distinct asset locations, hex.</summary>
    public required string LocationsHash { get; init; }
    public required string? Owner { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    internal static ModelView From(RiskModelRow row) => new()
    {
        Id = row.Id,
        Mode = row.Mode,
        Description = row.Description,
        Assets = row.Assets,
        LossTypes = row.LossTypes,
        Imts = row.Imts,
        AssetHazardDistance = row.AssetHazardDistance,
        LocationsHash = row.LocationsHash,
        Owner = row.Owner,
        CreatedAt = row.CreatedAt,
    };
}
