using Workers.Risk.Assets;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Vulnerability;

namespace Workers.Risk.Classical;

/// <summary>
/// Loss curves of a taxonomy at any site, per unit of value. If the taxonomy is mapped to several functions, their PoEs
/// at equal loss ratios are averaged by weight: the weight is the probability that an asset is of that class. (The
/// engine means to do so, but fails.)
/// </summary>
internal sealed class TaxonomyCurves(
    HazardCurves hazard,
    double years,
    double[] ratios,
    IReadOnlyList<MappedExceedance> functions)
{
    /// <summary>Curves at a site, one per realization.</summary>
    public GroupCurve[] At(int site)
    {
        var curves = new GroupCurve[hazard.Realizations.Count];
        for (var r = 0; r < curves.Length; r++)
        {
            var poes = new double[ratios.Length];
            // A lone function writes into the sum itself: no weight is applied, not even one of 1.
            var one = functions.Count == 1 ? poes : new double[ratios.Length];
            foreach (var (imt, exceedance, weight) in functions)
            {
                exceedance.Poes(
                    hazard.Curve(r, imt, site),
                    hazard.InvestigationTime,
                    years,
                    one,
                    hazard.Sites.Ids[site]);
                for (var j = 0; one != poes && j < poes.Length; j++)
                    poes[j] += weight * one[j];
            }
            curves[r] = new(ratios, poes, LossCurve.Average(ratios, poes));
        }
        return curves;
    }

    /// <summary>Curves by position of the taxonomy; null for those without assets.</summary>
    public static TaxonomyCurves?[] Create(
        RiskJob job,
        AssetCollection assets,
        string lossType,
        HazardCurves hazard,
        IReadOnlyDictionary<string, int> imts,
        double years)
    {
        var functions = job.Vulnerability.ByLossType[lossType]
            .ToDictionary(
                f => f.Key,
                // Before the ratios are made: repeated ratios would make intervals of no width.
                f => LossRatios.StrictlyIncreasing(job.Parameters.IgnoreCovs ? f.Value.WithoutCovs() : f.Value));
        var ratios = LossRatios.From(functions, job.Parameters.LremStepsPerInterval);
        var mapped = FunctionsByTaxonomy.Resolve(assets, job.Mapping, lossType, functions);
        // Taxonomies often share functions, and a matrix is dear to make.
        var cache = new Dictionary<(VulnerabilityFunction, double[]), MappedExceedance>();
        return Array.ConvertAll(mapped, m => m.Length == 0 ? null : Prepare(m));

        TaxonomyCurves Prepare(Weighted<VulnerabilityFunction>[] weighted)
        {
            var shared = ratios[weighted[0].Function.Id];
            // Averaging needs PoEs at the same ratios: those of the function that has most.
            foreach (var (function, _) in weighted)
                if (ratios[function.Id].Length >= shared.Length)
                    shared = ratios[function.Id];
            return new(
                hazard,
                years,
                shared,
                [.. weighted.Select(w => Exceedance(w.Function, shared) with { Weight = w.Weight })]);
        }

        MappedExceedance Exceedance(VulnerabilityFunction function, double[] at)
        {
            if (cache.TryGetValue((function, at), out var known))
                return known;
            var imt = imts[function.Imt];
            return cache[(function, at)] = new(imt, new(function, at, hazard.Imts[imt].Levels), 1);
        }
    }
}

/// <summary>A function ready for curves.</summary>
/// <param name="Imt">Position of its IMT.</param>
/// <param name="Exceedance">The function.</param>
/// <param name="Weight">Weight of the mapping.</param>
internal sealed record MappedExceedance(int Imt, LossExceedance Exceedance, double Weight);
