using Workers.Risk.Assets;
using Workers.Risk.Fragility;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.Risk.Damage;

/// <summary>
/// classical_damage: buildings in each damage state within the risk investigation time, from hazard curves
/// (calculators/classical_damage.py).
/// </summary>
internal static class ClassicalDamage
{
    public static RiskResults Calculate(RiskJob job, CurveInput input, CancellationToken cancel)
    {
        var parameters = job.Parameters;
        var fragility = job.Fragility;
        var hazard = input.Curves;
        input.RequireInvestigationTime(parameters);
        var imts = input.ImtPositions(job.UsedImts(fragility));
        var warnings = parameters.Warnings.ToList();
        var assets = AssetAssociation.Collect(job, hazard.Sites, warnings);
        var groups = assets.Groups();
        var columns = RealizationColumn.Select(parameters, hazard.Realizations);
        var years = parameters.RiskInvestigationTime ?? hazard.InvestigationTime;

        var outputs = new List<RiskOutput>();
        foreach (var lossType in fragility.LossTypes)
        {
            var prepared = fragility.ByLossType[lossType]
                .Where(f => imts.ContainsKey(f.Value.Imt))
                .ToDictionary(f => f.Key, f => Prepare(f.Value));
            var functions = FunctionsByTaxonomy.Resolve(assets, job.Mapping, lossType, prepared);
            var table = new DamageTable(fragility.DamageStates, columns, assets.Count);
            foreach (var group in groups)
            {
                cancel.ThrowIfCancellationRequested();
                var byRealization = new double[hazard.Realizations.Count][];
                for (var r = 0; r < byRealization.Length; r++)
                    byRealization[r] = Average(functions[group.Taxonomy], f => Fractions(f, r, group.Site));
                for (var c = 0; c < columns.Count; c++)
                    for (var state = 0; state < fragility.DamageStates.Count; state++)
                    {
                        // Statistics of shares, not of buildings: so assets of a group share them.
                        var fraction = columns[c].From(byRealization.Select(f => f[state]), hazard.Realizations);
                        foreach (var a in group.Assets)
                            table.Values[c][state][a] = (float)(fraction * assets.Assets[a].Number);
                    }
            }
            outputs.AddRange(table.Outputs(lossType, parameters.ModalDamageState ? fragility.DamageStates.Count : 0));
        }
        return new(
            DamagedAssets.From(assets, fragility.LossTypes),
            job.Exposure.TagNames,
            fragility.LossTypes,
            hazard.Realizations,
            [],
            outputs,
            hazard.InvestigationTime,
            years,
            warnings);

        MappedClassicalFragility Prepare(FragilityFunction function)
        {
            var imt = imts[function.Imt];
            return new(imt, new(function, hazard.Imts[imt].Levels, fragility.LimitStates.Count, parameters));
        }

        double[] Fractions(MappedClassicalFragility function, int realization, int site)
        {
            var poes = hazard.Curve(realization, function.Imt, site).ToArray();
            return function.Curve.Fractions(poes, hazard.InvestigationTime, years);
        }
    }

    private static double[] Average(
        Weighted<MappedClassicalFragility>[] functions,
        Func<MappedClassicalFragility, double[]> fractions)
    {
        if (functions.Length == 1)
            return fractions(functions[0].Function);
        var each = Array.ConvertAll(functions, f => new Weighted<double[]>(fractions(f.Function), f.Weight));
        var average = new double[each[0].Function.Length];
        for (var state = 0; state < average.Length; state++)
            // Divided by the sum of weights as numpy.average does.
            average[state] = each.Sum(e => e.Function[state] * e.Weight) / each.Sum(e => e.Weight);
        return average;
    }
}

/// <summary>A fragility function ready for hazard curves, with the position of its IMT.</summary>
internal sealed record MappedClassicalFragility(int Imt, ClassicalFragility Curve);
