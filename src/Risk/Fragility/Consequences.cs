using Workers.Errors;

namespace Workers.Risk.Fragility;

/// <summary>What damage brings with it: a share of value, buildings or people lost for each limit state.</summary>
/// <param name="Consequence">One of <see cref="ConsequenceModel.Known"/>.</param>
/// <param name="LossType">Loss type of the damage.</param>
/// <param name="RiskId">Risk id of the fragility function that the damage comes from.</param>
/// <param name="Coefficients">
/// Share for each limit state, in the order of <see cref="FragilityModel.LimitStates"/>.
/// </param>
public sealed record ConsequenceFunction(string Consequence, string LossType, string RiskId, float[] Coefficients);

/// <summary>
/// Consequence functions of a job: rows of consequence CSV files, or of NRML consequence models (which are all
/// <c>losses</c>).
/// </summary>
public sealed class ConsequenceModel
{
    private readonly Dictionary<(string Consequence, string LossType, string RiskId), float[]> _coefficients = [];

    /// <exception cref="InputException">A function is there twice.</exception>
    public ConsequenceModel(IEnumerable<ConsequenceFunction> functions)
    {
        foreach (var f in functions)
            // Which of the two was meant cannot be known.
            if (!_coefficients.TryAdd((f.Consequence, f.LossType, f.RiskId), f.Coefficients))
                throw ConsequenceErrors.DuplicateConsequence(f.Consequence, f.LossType, f.RiskId);
        Names = [.. _coefficients.Keys.Select(k => k.Consequence).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Consequences that the engine knows.</summary>
    public static IReadOnlyList<string> Known { get; } =
        ["losses", "collapsed", "non_operational", "injured", "fatalities", "homeless"];

    /// <summary>A job without consequences.</summary>
    public static ConsequenceModel Empty { get; } = new([]);

    /// <summary>Consequences that there are functions for, alphabetical.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>True if there are functions for a consequence of damage of a loss type.</summary>
    public bool Has(string consequence, string lossType) =>
        _coefficients.Keys.Any(k => k.Consequence == consequence && k.LossType == lossType);

    /// <summary>Share for each limit state; null if the risk id has no such function.</summary>
    public float[]? Find(string consequence, string lossType, string riskId) =>
        _coefficients.GetValueOrDefault((consequence, lossType, riskId));
}
