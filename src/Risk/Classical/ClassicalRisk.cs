using Workers.Risk.Assets;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.Risk.Classical;

/// <summary>
/// classical_risk: loss curves, average losses and loss maps from hazard curves (risklib/scientific.py,
/// calculators/classical_risk.py). Occupants are always those of the average time of day.
/// </summary>
internal static class ClassicalRisk
{
    public static RiskResults Calculate(RiskJob job, CurveInput input, CancellationToken cancel)
    {
        var parameters = job.Parameters;
        var hazard = input.Curves;
        input.RequireInvestigationTime(parameters);
        var imts = input.ImtPositions(job.UsedImts(job.Vulnerability));
        var warnings = parameters.Warnings.ToList();
        var assets = AssetAssociation.Collect(job, hazard.Sites, warnings);
        var groups = assets.Groups();
        var columns = CurveColumn.Select(parameters, hazard.Realizations);
        var years = parameters.RiskInvestigationTime ?? hazard.InvestigationTime;

        // Not time_event: the engine always takes occupants_avg here (risklib/riskmodels.py).
        var values = job.Vulnerability.LossTypes.Select(lt => assets.Values(lt, "avg")).ToArray();
        var outputs = new List<RiskOutput>();
        foreach (var (lossType, value) in job.Vulnerability.LossTypes.Zip(values))
        {
            var taxonomies = TaxonomyCurves.Create(job, assets, lossType, hazard, imts, years);
            // By group, not by asset: values come in last, so assets of a group share ratios and PoEs.
            var curves = columns.Select(_ => new GroupCurve[groups.Length]).ToArray();
            for (var g = 0; g < groups.Length; g++)
            {
                cancel.ThrowIfCancellationRequested();
                var byRealization = taxonomies[groups[g].Taxonomy]!.At(groups[g].Site);
                for (var c = 0; c < columns.Count; c++)
                    curves[c][g] = columns[c].From(byRealization, hazard.Realizations);
            }
            for (var c = 0; c < columns.Count; c++)
            {
                outputs.AddRange(
                    Outputs(columns[c], lossType, parameters.ConditionalLossPoes, groups, curves[c], value));
            }
        }
        return new(
            ResultAssets.From(assets, values),
            job.Exposure.TagNames,
            job.Vulnerability.LossTypes,
            hazard.Realizations,
            [],
            outputs,
            hazard.InvestigationTime,
            years,
            warnings);
    }

    private static IEnumerable<RiskOutput> Outputs(
        CurveColumn column,
        string lossType,
        IReadOnlyList<double> lossMapPoes,
        AssetGroup[] groups,
        GroupCurve[] curves,
        float[] values)
    {
        var realization = column.Realization;
        var statistic = column.Statistic?.Name;
        var average = new float[values.Length];
        var losses = new float[values.Length][];
        var poes = new float[values.Length][];
        for (var g = 0; g < groups.Length; g++)
        {
            // float32, as the engine stores curves; one array for all assets of the group.
            var shared = Array.ConvertAll(curves[g].Poes, p => (float)p);
            foreach (var a in groups[g].Assets)
            {
                average[a] = (float)(curves[g].AverageRatio * values[a]);
                losses[a] = Array.ConvertAll(curves[g].Ratios, ratio => (float)(ratio * values[a]));
                poes[a] = shared;
            }
        }
        yield return new AssetValues(
            OutputKind.AverageLosses,
            lossType,
            Measure.Loss,
            realization,
            statistic,
            null,
            average);
        yield return new AssetCurves(OutputKind.LossCurves, lossType, realization, statistic, losses, poes);
        foreach (var poe in lossMapPoes)
            yield return new AssetValues(
                OutputKind.LossMaps,
                lossType,
                Measure.Loss,
                realization,
                statistic,
                poe,
                [.. losses.Zip(poes, (l, p) => LossCurve.LossAt(poe, l, p))]);
    }
}
