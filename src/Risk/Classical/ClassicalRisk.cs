using Workers.Risk.Assets;
using Workers.Risk.Hazard;
using Workers.Risk.Results;

namespace Workers.Risk.Classical;

/// <summary>
/// classical_risk: loss curves, average losses and loss maps from hazard curves (risklib/scientific.py, calculators/classical_risk.py).
/// Occupants are always those of the average time of day. Curves of several mapped functions are averaged by weight at equal loss ratios.
/// </summary>
internal static class ClassicalRisk
{
    public static RiskResults Calculate(RiskJob job, HazardInput input, CancellationToken cancel)
    {
        var parameters = job.Parameters;
        var hazard = input.Curves(parameters.Mode);
        var imts = input.ImtPositions(job.Vulnerability.Imts);
        var warnings = new List<string>();
        var assets = AssetAssociation.Collect(job, hazard.Sites, warnings);
        var groups = assets.Groups();
        var columns = CurveColumn.Of(parameters, hazard.Realizations);
        var years = parameters.RiskInvestigationTime ?? hazard.InvestigationTime;

        var values = job.Vulnerability.LossTypes.Select(lt => assets.Values(lt, "avg")).ToArray();
        var outputs = new List<RiskOutput>();
        foreach (var (lossType, value) in job.Vulnerability.LossTypes.Zip(values))
        {
            var functions = job.Vulnerability.ByLossType[lossType].ToDictionary(f => f.Key, f => LossRatios.StrictlyIncreasing(f.Value));
            var ratios = LossRatios.Shared(functions.Values, parameters.LremStepsPerInterval);
            var prepared = functions.ToDictionary(f => f.Key, f => new Lazy<(int Imt, LossExceedance Exceedance)>(() =>
                (imts[f.Value.Imt], new(f.Value, ratios, hazard.Imts[imts[f.Value.Imt]].Levels))));
            var mapped = FunctionsByTaxonomy.Resolve(assets, job.Mapping, lossType, prepared);

            var curves = columns.Select(_ => new GroupCurve[groups.Length]).ToArray();
            var weights = hazard.Realizations.Select(r => r.Weight).ToArray();
            for (var g = 0; g < groups.Length; g++)
            {
                cancel.ThrowIfCancellationRequested();
                var byRealization = Realizations(hazard, groups[g].Site, mapped[groups[g].Taxonomy], ratios, years);
                for (var c = 0; c < columns.Count; c++)
                    curves[c][g] = columns[c].From(byRealization, weights);
            }
            for (var c = 0; c < columns.Count; c++)
                outputs.AddRange(Outputs(columns[c], lossType, parameters.ConditionalLossPoes, groups, curves[c], ratios, value));
        }
        return new(ResultAssets.Of(assets, values), job.Exposure.TagNames, job.Vulnerability.LossTypes, hazard.Realizations, [],
            outputs, hazard.InvestigationTime, years, warnings);
    }

    private static GroupCurve[] Realizations(
        HazardCurves hazard, int site, Weighted<Lazy<(int Imt, LossExceedance Exceedance)>>[] mapped, double[] ratios, double years)
    {
        var curves = new GroupCurve[hazard.Realizations.Count];
        for (var r = 0; r < curves.Length; r++)
        {
            var poes = new double[ratios.Length];
            var one = mapped.Length == 1 ? poes : new double[ratios.Length];
            foreach (var (function, weight) in mapped)
            {
                var (imt, exceedance) = function.Value;
                exceedance.Poes(hazard.Curve(r, imt, site), hazard.InvestigationTime, years, one, hazard.Sites.Ids[site]);
                for (var j = 0; one != poes && j < poes.Length; j++)
                    poes[j] += weight * one[j];
            }
            curves[r] = new(poes, LossCurve.Average(ratios, poes));
        }
        return curves;
    }

    private static IEnumerable<RiskOutput> Outputs(CurveColumn column, string lossType, IReadOnlyList<double> lossMapPoes,
        AssetGroup[] groups, GroupCurve[] curves, double[] ratios, float[] values)
    {
        var (realization, statistic) = (column.Realization, column.Statistic?.Name);
        var (average, losses, poes) = (new float[values.Length], new float[values.Length][], new float[values.Length][]);
        for (var g = 0; g < groups.Length; g++)
        {
            var shared = Array.ConvertAll(curves[g].Poes, p => (float)p);
            foreach (var a in groups[g].Assets)
            {
                average[a] = (float)(curves[g].AverageRatio * values[a]);
                losses[a] = Array.ConvertAll(ratios, ratio => (float)(ratio * values[a]));
                poes[a] = shared;
            }
        }
        yield return new AssetValues(OutputKind.AverageLosses, lossType, Measure.Loss, realization, statistic, null, average);
        yield return new AssetCurves(OutputKind.LossCurves, lossType, realization, statistic, losses, poes);
        foreach (var poe in lossMapPoes)
            yield return new AssetValues(OutputKind.LossMaps, lossType, Measure.Loss, realization, statistic, poe,
                [.. losses.Zip(poes, (l, p) => LossCurve.LossAt(poe, l, p))]);
    }
}
