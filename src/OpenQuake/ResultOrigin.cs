namespace Workers.OpenQuake;

/// <summary>Where results come from, as their files say.</summary>
public sealed record ResultOrigin
{
    /// <summary>The job.</summary>
    public required Guid Job { get; init; }

    /// <summary>The hazard calculation.</summary>
    public required Guid Hazard { get; init; }

    /// <summary>The risk model.</summary>
    public required string Model { get; init; }

    /// <summary>When they were calculated.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Years that the events of all realizations stand for together; null for curves and scenarios.</summary>
    public double? EffectiveTime { get; init; }

    /// <summary>What the risk model says of its results.</summary>
    public RiskJobOutline? Outline { get; init; }
}
