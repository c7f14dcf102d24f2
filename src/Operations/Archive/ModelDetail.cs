using Workers.Risk.Job;
using Workers.Storage.Archive;
using Workers.Storage.Databases.Icebox;

namespace Workers.Operations.Archive;

/// <summary>An archived risk model with all that is known of it.</summary>
public sealed record ModelDetail
{
    public required ModelView Model { get; init; }

    /// <summary>Places with assets.</summary>
    public required int Places { get; init; }

    /// <summary>West, south, east, north of its assets, degrees.</summary>
    public required IReadOnlyList<double>? Area { get; init; }

    /// <summary>Years of the hazard that it is for, if it says so.</summary>
    public required double? InvestigationTime { get; init; }

    /// <summary>Years that its results are for, if it says so.</summary>
    public required double? RiskInvestigationTime { get; init; }
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Size of its files.</summary>
    public required long Bytes { get; init; }
    public required JobUse Jobs { get; init; }

    internal static ModelDetail From(
        RiskModelRow row,
        ArchiveSize size,
        IEnumerable<string> files,
        RiskParameters parameters,
        JobUse jobs) => new()
        {
            Model = ModelView.From(row),
            Places = size.Places,
            Area = size.Box,
            InvestigationTime = parameters.InvestigationTime,
            RiskInvestigationTime = parameters.RiskInvestigationTime,
            Files = [.. files],
            Bytes = size.Bytes,
            Jobs = jobs,
        };
}
