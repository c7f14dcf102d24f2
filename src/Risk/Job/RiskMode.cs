namespace Workers.Risk.Job;

/// <summary>
/// What a calculation mode needs and gives. The modes there are, with their calculators: <c>RiskModes</c>.
/// </summary>
public abstract record RiskMode
{
    private protected RiskMode() { }

    /// <summary>The name in job.ini.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in a few words for people.</summary>
    public required string Title { get; init; }

    /// <summary>The hazard it uses.</summary>
    public required ModeHazard Hazard { get; init; }

    /// <summary>What it calculates.</summary>
    public required ModeResult Gives { get; init; }

    /// <summary>Assets too far from any site are left out, whatever <c>discard_assets</c> says.</summary>
    public bool DiscardsAssets { get; init; }

    /// <summary>Needs vulnerability functions and costs of a retrofit.</summary>
    public bool NeedsRetrofit { get; init; }

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}

/// <summary>The hazard that a mode uses.</summary>
public enum ModeHazard
{
    /// <summary>Hazard curves.</summary>
    Curves,

    /// <summary>Ground motion fields of a scenario: without investigation time.</summary>
    Scenario,

    /// <summary>Ground motion fields of a stochastic event set, with its investigation time.</summary>
    EventSet,
}

/// <summary>What a mode calculates.</summary>
public enum ModeResult
{
    /// <summary>Losses, by vulnerability functions.</summary>
    Losses,

    /// <summary>Buildings in each damage state and what follows from damage, by fragility functions.</summary>
    Damage,

    /// <summary>Benefit-cost ratios of a retrofit.</summary>
    BenefitCost,
}
