using Workers.Risk.Assets;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Results;
using Workers.Risk.Statistics;

namespace Workers.Risk.Damage;

/// <summary>
/// classical_damage: buildings in each damage state within the risk investigation time, from hazard curves
/// (calculators/classical_damage.py).
/// </summary>
internal static class ClassicalDamage
{
    public static RiskResults Calculate(RiskJob job, CurveInput input, CancellationToken cancel)
    {
        var (parameters, fragility) = (job.Parameters, job.Fragility);
        var hazard = input.Curves;
        input.RequireInvestigationTime(parameters);
        var imts = input.ImtPositions(fragility.Imts);
        var warnings = new List<string>();
        var assets = AssetAssociation.Collect(job, hazard.Sites, warnings);
        var groups = assets.Groups();
        var columns = RealizationColumn.Of(parameters, hazard.Realizations);
        var years = parameters.RiskInvestigationTime ?? hazard.InvestigationTime;

        var outputs = new List<RiskOutput>();
        foreach (var lossType in fragility.LossTypes)
        {
            var functions = FunctionsByTaxonomy.Resolve(assets, job.Mapping, lossType, fragility.ByLossType[lossType].ToDictionary(f => f.Key,
                f => (Imt: imts[f.Value.Imt], Curve: new ClassicalFragility(f.Value, hazard.Imts[imts[f.Value.Imt]].Levels, fragility.LimitStates.Count, parameters))));
            var table = new DamageTable(fragility.DamageStates, columns, assets.Count);
            foreach (var group in groups)
            {
                cancel.ThrowIfCancellationRequested();
                var byRealization = hazard.Realizations.Select((_, r) => Average(functions[group.Taxonomy],
                    f => f.Curve.Fractions(hazard.Curve(r, f.Imt, group.Site).ToArray(), hazard.InvestigationTime, years))).ToArray();
                for (var c = 0; c < columns.Count; c++)
                    for (var state = 0; state < fragility.DamageStates.Count; state++)
                    {
                        var fraction = columns[c].From(byRealization.Select(f => f[state]), hazard.Realizations);
                        foreach (var a in group.Assets)
                            table.Values[c][state][a] = (float)(fraction * assets.Assets[a].Number);
                    }
            }
            outputs.AddRange(table.Outputs(lossType, parameters.ModalDamageState ? fragility.DamageStates.Count : 0));
        }
        return new(DamagedAssets.Of(assets, fragility.LossTypes), job.Exposure.TagNames, fragility.LossTypes, hazard.Realizations, [],
            outputs, hazard.InvestigationTime, years, warnings);
    }

    private static double[] Average<T>(Weighted<T>[] functions, Func<T, double[]> fractions)
    {
        if (functions.Length == 1)
            return fractions(functions[0].Function);
        var each = functions.Select(f => (Fractions: fractions(f.Function), f.Weight)).ToArray();
        return [.. each[0].Fractions.Select((_, state) => each.Sum(e => e.Fractions[state] * e.Weight) / each.Sum(e => e.Weight))];
    }
}
