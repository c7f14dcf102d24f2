namespace Workers.Risk.Fragility;

/// <summary>
/// A fragility function: probability that each limit state is exceeded, by intensity, for one taxonomy (risk id) and
/// loss type.
/// </summary>
public abstract record FragilityFunction
{
    /// <summary>What the engine takes for a limit or a least level of 0, or one not given.</summary>
    // Not 0, because the logarithm of 0 is none (risklib/read_nrml.py).
    public const double Negligible = 1e-10;

    /// <summary>Risk id that the taxonomy mapping refers to.</summary>
    public required string Id { get; init; }

    /// <summary>Intensity measure type.</summary>
    public required string Imt { get; init; }

    /// <summary>Intensity below which there is no damage; never 0 (<see cref="Negligible"/>).</summary>
    public double NoDamageLimit { get; init; } = Negligible;
}

/// <summary>Lognormal distribution functions, one for each limit state.</summary>
public sealed record ContinuousFragility : FragilityFunction
{
    /// <summary>
    /// Least level: lower intensities count as it; never 0 (<see cref="FragilityFunction.Negligible"/>).
    /// </summary>
    public required double MinLevel { get; init; }

    /// <summary>Greatest level: higher intensities count as it.</summary>
    public required double MaxLevel { get; init; }

    /// <summary>Mean intensity at which each limit state is reached.</summary>
    public required double[] Means { get; init; }

    /// <summary>Standard deviation of that intensity.</summary>
    public required double[] Deviations { get; init; }
}

/// <summary>Probabilities at levels, for each limit state; linear between them.</summary>
public sealed record DiscreteFragility : FragilityFunction
{
    /// <summary>Intensity levels, strictly increasing.</summary>
    public required double[] Levels { get; init; }

    /// <summary><c>Poes[limit state][level]</c>.</summary>
    public required double[][] Poes { get; init; }
}

/// <summary>Fragility functions of a job.</summary>
/// <param name="LimitStates">
/// Limit states from slight to worst, the same for all functions. Damage states are <c>no_damage</c> and these.
/// </param>
/// <param name="ByLossType"><c>[loss type][risk id]</c>.</param>
public sealed record FragilityModel(
    IReadOnlyList<string> LimitStates,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, FragilityFunction>> ByLossType)
{
    /// <summary>Name of the damage state below the first limit state.</summary>
    public const string NoDamage = "no_damage";

    /// <summary>A job without fragility functions.</summary>
    public static FragilityModel Empty { get; } = new(
        [],
        new Dictionary<string, IReadOnlyDictionary<string, FragilityFunction>>());

    /// <summary>Loss types, alphabetical.</summary>
    public IReadOnlyList<string> LossTypes { get; } = [.. ByLossType.Keys.Order(StringComparer.Ordinal)];

    /// <summary>IMTs that the functions need, in order of name.</summary>
    public IReadOnlyList<string> Imts =>
        [.. ByLossType.Values.SelectMany(f => f.Values).Select(f => f.Imt).Distinct().Order(StringComparer.Ordinal)];

    /// <summary><c>no_damage</c>, then the limit states.</summary>
    public IReadOnlyList<string> DamageStates => [NoDamage, .. LimitStates];
}
