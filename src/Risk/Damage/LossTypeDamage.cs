using Workers.Risk.Assets;
using Workers.Risk.EventBased;
using Workers.Risk.Fragility;
using Workers.Errors;
using Workers.Risk.Job;

namespace Workers.Risk.Damage;

/// <summary>A fragility function ready for use, with the position of its IMT.</summary>
internal readonly record struct MappedFragility(int Imt, FragilityCurve Curve);

/// <summary>Fragility functions and consequences of a loss type.</summary>
/// <param name="Name">Loss type.</param>
/// <param name="Functions">Functions by taxonomy.</param>
/// <param name="Consequences">Consequences, alphabetical.</param>
internal sealed record LossTypeDamage(
    string Name,
    Weighted<MappedFragility>[][] Functions,
    MappedConsequence[] Consequences)
{
    public static LossTypeDamage Create(
        RiskJob job,
        AssetCollection assets,
        string lossType,
        IReadOnlyDictionary<string, int> imts)
    {
        var functions = job.Fragility.ByLossType[lossType]
            .Where(f => imts.ContainsKey(f.Value.Imt))
            .ToDictionary(f => f.Key, f => new MappedFragility(imts[f.Value.Imt], FragilityCurve.From(f.Value)));
        return new(lossType, FunctionsByTaxonomy.Resolve(assets, job.Mapping, lossType, functions),
            [.. job.Consequences.Names.Select(name => MappedConsequence.Create(job, assets, lossType, name))]);
    }

    /// <summary>Share of each damage state in some events at a site, weighted over the mapped functions.</summary>
    /// <param name="taxonomy">Position of the taxonomy.</param>
    /// <param name="events">The events at the site.</param>
    /// <param name="some">Which of them.</param>
    /// <param name="poes">Room for a probability for each limit state and event.</param>
    /// <param name="fractions">Gets the shares: <c>fractions[state * some.Count + event]</c>.</param>
    public void Fractions(int taxonomy, SiteEvents events, EventRange some, Span<double> poes, Span<double> fractions)
    {
        fractions.Clear();
        // Weights may miss 1 by a rounding: numpy.average divides by their sum.
        var total = Functions[taxonomy].Sum(f => f.Weight);
        foreach (var (function, weight) in Functions[taxonomy])
        {
            function.Curve.At(events.Values(function.Imt).AsSpan(some.First, some.Count), poes);
            DamageFractions.AddOfEvents(poes, some.Count, weight / total, fractions);
        }
    }
}

/// <summary>A consequence of the damage of one loss type.</summary>
/// <param name="Name">Consequence.</param>
/// <param name="Coefficients">Share lost for each limit state, by taxonomy.</param>
/// <param name="Values">What can be lost, by ordinal.</param>
internal sealed record MappedConsequence(string Name, double[][] Coefficients, float[] Values)
{
    public static MappedConsequence Create(RiskJob job, AssetCollection assets, string lossType, string name)
    {
        var coefficients = new double[assets.Taxonomies.Length][];
        // One array of zeros for all: nobody writes to it.
        Array.Fill(coefficients, new double[job.Fragility.LimitStates.Count]);
        if (job.Consequences.Has(name, lossType))
            foreach (var t in assets.TaxonomyIndices.Distinct())
                coefficients[t] = Average(job, lossType, name, assets.Taxonomies[t]);
        // What a consequence is a share of is fixed by its name (risklib/scientific.py, consequence).
        return new(name, coefficients, name switch
        {
            "losses" => assets.Values(lossType, job.Parameters.TimeEvent),
            "collapsed" or "non_operational" => assets.Values("number", job.Parameters.TimeEvent),
            "homeless" => assets.Values("residents", job.Parameters.TimeEvent),
            _ => assets.Values("occupants", job.Parameters.TimeEvent),
        });
    }

    private static double[] Average(RiskJob job, string lossType, string name, string taxonomy)
    {
        var average = new double[job.Fragility.LimitStates.Count];
        foreach (var (riskId, weight) in job.Mapping.For(lossType, taxonomy))
        {
            var own = job.Consequences.Find(name, lossType, riskId)
                ?? throw ConsequenceErrors.NoConsequence(name, lossType, riskId, taxonomy);
            for (var state = 0; state < own.Length; state++)
                // Not divided by the weights: the engine sums consequences (risklib/riskmodels.py).
                average[state] += own[state] * weight;
        }
        return average;
    }

    /// <summary>The consequence for an asset in some events.</summary>
    /// <param name="taxonomy">Position of its taxonomy.</param>
    /// <param name="asset">Its ordinal.</param>
    /// <param name="states">Buildings in each damage state: <c>states[state * events + event]</c>.</param>
    /// <param name="number">Buildings of the asset.</param>
    /// <param name="consequence">Gets the consequence in each event.</param>
    public void Calculate(int taxonomy, int asset, ReadOnlySpan<float> states, float number, Span<float> consequence)
    {
        consequence.Clear();
        var coefficients = Coefficients[taxonomy];
        // An asset of no buildings has no consequence; its shares would be 0/0.
        for (var e = 0; number != 0 && e < consequence.Length; e++)
        {
            var share = 0.0;
            for (var state = 0; state < coefficients.Length; state++)
                // Damage is float32 already; the share is formed in float64 from it.
                share += states[(state + 1) * consequence.Length + e] / number * coefficients[state];
            consequence[e] = (float)(share * Values[asset]);
        }
    }
}
