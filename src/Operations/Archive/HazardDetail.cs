using Workers.Storage.Archive;
using Workers.Storage.Hazard;

namespace Workers.Operations.Archive;

/// <summary>An archived hazard calculation with all that is known of it.</summary>
public sealed record HazardDetail
{
    public required HazardView Hazard { get; init; }

    /// <summary>IMTs with their levels; no levels for ground motion.</summary>
    public required IReadOnlyList<ImtView> Imts { get; init; }

    /// <summary>Names for <c>--output</c>.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }
    public required int Realizations { get; init; }

    /// <summary>West, south, east, north of its sites, degrees.</summary>
    public required IReadOnlyList<double>? Area { get; init; }

    /// <summary>Size of its values.</summary>
    public required long Bytes { get; init; }

    public required JobUse Jobs { get; init; }

    internal static HazardDetail From(HazardDescription description, ArchiveSize size, JobUse jobs) => new()
    {
        Hazard = HazardView.From(description.Calculation),
        Imts = [.. description.Imts.Select(imt => new ImtView(imt.Imt, imt.Levels))],
        Outputs = [.. description.Outputs.Select(output => output.Name)],
        Realizations = description.Realizations.Count,
        Area = size.Box,
        Bytes = size.Bytes,
        Jobs = jobs,
    };
}

/// <summary>An intensity measure type.</summary>
/// <param name="Levels">Strictly increasing; none for ground motion.</param>
public sealed record ImtView(string Name, IReadOnlyList<double> Levels);
