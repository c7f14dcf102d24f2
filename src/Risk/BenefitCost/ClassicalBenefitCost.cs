using Workers.Risk.Assets;
using Workers.Risk.Classical;
using Workers.Risk.Hazard;
using Workers.Errors;
using Workers.Risk.Job;
using Workers.Risk.Results;
using Workers.Risk.Vulnerability;

namespace Workers.Risk.BenefitCost;

/// <summary>
/// classical_bcr: what a retrofit saves over its cost (risklib/scientific.py, bcr). The average losses before and after
/// refer to the risk investigation time; the engine calls them annual, which holds if that is one year. Only structural
/// losses count.
/// </summary>
internal static class ClassicalBenefitCost
{
    private const string LossType = "structural";

    public static RiskResults Calculate(RiskJob job, CurveInput input, CancellationToken cancel)
    {
        var parameters = job.Parameters;
        var hazard = input.Curves;
        input.RequireInvestigationTime(parameters);
        var original = Functions(parameters.Mode, job.Vulnerability, "structural_vulnerability_file");
        var retrofitted = Functions(parameters.Mode, job.Retrofitted, "structural_vulnerability_retrofitted_file");
        var factor = PresentValue(parameters);
        var imts = input.ImtPositions(job.UsedImts(job.Vulnerability).Concat(job.UsedImts(job.Retrofitted!)));
        var warnings = parameters.Warnings.ToList();
        var assets = AssetAssociation.Collect(job, hazard.Sites, warnings);
        var years = parameters.RiskInvestigationTime ?? hazard.InvestigationTime;
        // Not made strictly increasing, unlike in classical_risk: so the engine has it (risklib/riskmodels.py).
        var before = FunctionsByTaxonomy.Resolve(assets, job.Mapping, LossType, Prepare(original));
        var after = FunctionsByTaxonomy.Resolve(assets, job.Mapping, LossType, Prepare(retrofitted));
        var values = assets.Values(LossType, parameters.TimeEvent);
        var costs = Array.ConvertAll(assets.Assets, AssetValuation.Retrofitted(job.Exposure).Invoke);

        var columns = RealizationColumn.Select(parameters, hazard.Realizations);
        var results = columns.Select(_ => new BenefitCostTable(assets.Count)).ToArray();
        // Loss ratios are those of site and taxonomy: calculated once for all assets of a group.
        foreach (var group in assets.Groups())
        {
            cancel.ThrowIfCancellationRequested();
            var lossBefore = AverageLossRatios(before[group.Taxonomy], group.Site);
            var lossAfter = AverageLossRatios(after[group.Taxonomy], group.Site);
            foreach (var a in group.Assets)
                for (var c = 0; c < columns.Count; c++)
                {
                    results[c].Before[a] = Column(lossBefore.Select(l => l * values[a]));
                    results[c].After[a] = Column(lossAfter.Select(l => l * values[a]));
                    var ratios = lossBefore.Zip(lossAfter, (b, l) => (b - l) * values[a] * factor / costs[a]);
                    results[c].Ratio[a] = Column(ratios);

                    float Column(IEnumerable<double> byRealization) =>
                        (float)columns[c].From(byRealization, hazard.Realizations);
                }
        }
        return new(
            ResultAssets.From(assets, [values]),
            job.Exposure.TagNames,
            [LossType],
            hazard.Realizations,
            [],
            [.. columns.SelectMany((column, c) => results[c].Outputs(LossType, column))],
            hazard.InvestigationTime,
            years,
            warnings);

        Dictionary<string, MappedLossRatio> Prepare(IReadOnlyDictionary<string, VulnerabilityFunction> functions) =>
            functions.Where(f => imts.ContainsKey(f.Value.Imt)).ToDictionary(f => f.Key, f => Ready(f.Value));

        MappedLossRatio Ready(VulnerabilityFunction stated)
        {
            var function = parameters.IgnoreCovs ? stated.WithoutCovs() : stated;
            // Its own ratios, not the longest of all as in classical_risk.
            var ratios = LossRatios.From(function, parameters.LremStepsPerInterval);
            var imt = imts[function.Imt];
            return new(imt, ratios, new(function, ratios, hazard.Imts[imt].Levels));
        }

        double[] AverageLossRatios(Weighted<MappedLossRatio>[] functions, int site)
        {
            var averages = new double[hazard.Realizations.Count];
            for (var r = 0; r < averages.Length; r++)
                // Divided by the sum of weights as numpy.average does: it may be 1 but for a rounding.
                averages[r] = functions.Sum(f => f.Weight * Average(f.Function, r)) / functions.Sum(f => f.Weight);
            return averages;

            double Average(MappedLossRatio function, int realization) => function.Average(
                hazard.Curve(realization, function.Imt, site),
                hazard.InvestigationTime,
                years,
                hazard.Sites.Ids[site]);
        }
    }

    private static IReadOnlyDictionary<string, VulnerabilityFunction> Functions(
        RiskMode mode,
        VulnerabilityModel? model,
        string key)
    {
        if (model is null || !model.ByLossType.TryGetValue(LossType, out var functions))
            throw ParameterErrors.ModeNeeds(mode.Name, key, $"{key} = a vulnerability model");
        // The engine has no loss curves of mass functions (risklib/scientific.py).
        foreach (var function in functions.Values)
            if (function.Distribution == LossDistribution.ProbabilityMass)
                throw FunctionErrors.MassFunctionUnusable(mode.Name, function.Id);
        return functions;
    }

    /// <summary>What a yearly 1 is worth today over the life of the assets.</summary>
    private static double PresentValue(RiskParameters parameters)
    {
        if (parameters is not { InterestRate: { } interest, AssetLifeExpectancy: { } life })
        {
            throw ParameterErrors.ModeNeeds(
                parameters.Mode.Name,
                "interest_rate and asset_life_expectancy",
                "both, e.g. 0.05 and 40");
        }
        // The limit of the formula, which is 0/0 without interest.
        return interest == 0 ? life : (1 - Math.Exp(-interest * life)) / interest;
    }
}

/// <summary>A function ready for average loss ratios.</summary>
internal sealed record MappedLossRatio(int Imt, double[] Ratios, LossExceedance Exceedance)
{
    public double Average(ReadOnlySpan<double> hazardPoes, double investigationTime, double years, int siteId)
    {
        var poes = new double[Ratios.Length];
        Exceedance.Poes(hazardPoes, investigationTime, years, poes, siteId);
        return LossCurve.Average(Ratios, poes);
    }
}

/// <summary>Average losses before and after the retrofit and benefit-cost ratio, by asset.</summary>
internal sealed class BenefitCostTable(int assets)
{
    public float[] Before { get; } = new float[assets];
    public float[] After { get; } = new float[assets];
    public float[] Ratio { get; } = new float[assets];

    public IEnumerable<RiskOutput> Outputs(string lossType, RealizationColumn column)
    {
        yield return Output(Measure.LossBefore, Before);
        yield return Output(Measure.LossAfter, After);
        yield return Output(Measure.BenefitCost, Ratio);

        AssetValues Output(string measure, float[] values) => new(
            OutputKind.BenefitCost,
            lossType,
            measure,
            column.Realization,
            column.Statistic?.Name,
            Poe: null,
            values);
    }
}
