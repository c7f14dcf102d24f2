using Workers.Risk.Assets;
using Workers.Risk.Fragility;
using Workers.Risk.Input;

namespace Workers.Risk.Damage;

/// <summary>A fragility function ready for use, with the position of its IMT.</summary>
internal readonly record struct MappedFragility(int Imt, FragilityCurve Curve);

/// <summary>Fragility functions and consequences of a loss type.</summary>
/// <param name="Name">Loss type.</param>
/// <param name="Functions">Functions by taxonomy.</param>
/// <param name="Consequences">Consequences, alphabetical.</param>
internal sealed record LossTypeDamage(string Name, Weighted<MappedFragility>[][] Functions, MappedConsequence[] Consequences)
{
    public static LossTypeDamage Of(RiskJob job, AssetCollection assets, string lossType, IReadOnlyDictionary<string, int> imts)
    {
        var functions = job.Fragility.ByLossType[lossType].ToDictionary(f => f.Key, f => new MappedFragility(imts[f.Value.Imt], FragilityCurve.Of(f.Value)));
        return new(lossType, FunctionsByTaxonomy.Resolve(assets, job.Mapping, lossType, functions),
            [.. job.Consequences.Names.Select(name => MappedConsequence.Of(job, assets, lossType, name))]);
    }

    /// <summary>
    /// Share of each damage state at ground motion values, weighted over the mapped functions; <c>fractions[event * states + state]</c>.
    /// </summary>
    /// <param name="taxonomy">Position of the taxonomy.</param>
    /// <param name="gmvs">A value for each event, from the position of an IMT.</param>
    /// <param name="events">Number of events.</param>
    /// <param name="states">Number of damage states.</param>
    public double[] Fractions(int taxonomy, Func<int, float[]> gmvs, int events, int states)
    {
        var fractions = new double[events * states];
        Span<double> poes = new double[states - 1], one = new double[states];
        var total = Functions[taxonomy].Sum(f => f.Weight);
        foreach (var (function, weight) in Functions[taxonomy])
        {
            var values = gmvs(function.Imt);
            for (var e = 0; e < events; e++)
            {
                function.Curve.At(values[e], poes);
                DamageFractions.OfEvent(poes, one);
                for (var state = 0; state < states; state++)
                    fractions[e * states + state] += one[state] * weight / total;
            }
        }
        return fractions;
    }
}

/// <summary>A consequence of the damage of one loss type.</summary>
/// <param name="Name">Consequence.</param>
/// <param name="Coefficients">Share lost for each limit state, by taxonomy.</param>
/// <param name="Values">What can be lost, by ordinal.</param>
internal sealed record MappedConsequence(string Name, double[][] Coefficients, float[] Values)
{
    public static MappedConsequence Of(RiskJob job, AssetCollection assets, string lossType, string name)
    {
        var coefficients = new double[assets.Taxonomies.Length][];
        Array.Fill(coefficients, new double[job.Fragility.LimitStates.Count]);
        if (job.Consequences.Has(name, lossType))
            foreach (var t in assets.TaxonomyIndices.Distinct())
                coefficients[t] = Average(job, lossType, name, assets.Taxonomies[t]);
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
            var own = job.Consequences.Find(name, lossType, riskId) ?? throw new InputException(ErrorCode.ConsequenceInvalid,
                $"there is no {name} of {lossType} damage for {riskId}, which the taxonomy {taxonomy} has", expected: "consequences for each risk id, be they 0");
            for (var state = 0; state < own.Length; state++)
                average[state] += own[state] * weight;
        }
        return average;
    }

    /// <summary>The consequence for an asset.</summary>
    /// <param name="taxonomy">Position of its taxonomy.</param>
    /// <param name="asset">Its ordinal.</param>
    /// <param name="states">Buildings in each damage state.</param>
    /// <param name="number">Buildings of the asset.</param>
    public float Of(int taxonomy, int asset, ReadOnlySpan<float> states, float number)
    {
        if (number == 0)
            return 0;
        var share = 0.0;
        var coefficients = Coefficients[taxonomy];
        for (var state = 0; state < coefficients.Length; state++)
            share += states[state + 1] / number * coefficients[state];
        return (float)(share * Values[asset]);
    }
}
