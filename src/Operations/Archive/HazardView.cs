using System.Text.Json;
using Workers.Storage.Databases.Icebox;

namespace Workers.Operations.Archive;

/// <summary>What became of a hazard calculation that was brought to the archive.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ContentHash">SHA-256 of its content, hex.</param>
/// <param name="AlreadyThere">True if the same content was archived before; nothing was written.</param>
public sealed record AddedHazard(Guid Id, string ContentHash, bool AlreadyThere);

/// <summary>An archived hazard calculation as lists show it.</summary>
public sealed record HazardView
{
    public required Guid Id { get; init; }

    /// <summary>SHA-256 over everything but id, owner and time, hex.</summary>
    public required string ContentHash { get; init; }

    /// <summary><c>classical</c>, <c>scenario</c>, <c>event_based</c>.</summary>
    public required string Mode { get; init; }
    
    /// <summary><c>Curves</c> or <c>GroundMotion</c>.</summary>
    public required string Kind { get; init; }
    public required string Description { get; init; }
    public required string? EngineVersion { get; init; }

    /// <summary>Years; null for scenarios.</summary>
    public required double? InvestigationTime { get; init; }
    public required int? SesPerLogicTreePath { get; init; }
    public required int LogicTreeSamples { get; init; }
    public required int Sites { get; init; }
    public required int Events { get; init; }

    /// <summary>Parameters that came with the files.</summary>
    public required JsonElement Parameters { get; init; }
    public required string? Owner { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Always true: incomplete ones are not shown.</summary>
    public required bool Complete { get; init; }

    internal static HazardView From(HazardCalculationRow row) => new()
    {
        Id = row.Id,
        ContentHash = row.ContentHash,
        Mode = row.Mode,
        Kind = $"{row.Kind}",
        Description = row.Description,
        EngineVersion = row.EngineVersion,
        InvestigationTime = row.InvestigationTime,
        SesPerLogicTreePath = row.SesPerLogicTreePath,
        LogicTreeSamples = row.LogicTreeSamples,
        Sites = row.Sites,
        Events = row.Events,
        Parameters = JsonSerializer.Deserialize<JsonElement>(row.Parameters),
        Owner = row.Owner,
        CreatedAt = row.CreatedAt,
        Complete = row.Complete,
    };
}
