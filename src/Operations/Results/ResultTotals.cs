using Workers.OpenQuake;
using Workers.Risk.Fragility;
using Workers.Risk.Results;

namespace Workers.Operations.Results;

/// <summary>Sums results over all assets: the mean over realizations if there is one, else the first of them.</summary>
internal sealed class ResultTotals(RiskResults results, RiskJobOutline outline)
{
    private const string Mean = "mean";

    /// <summary>Average losses of each loss type, most exposed first.</summary>
    public List<AssetValues> AverageLosses { get; } =
        [.. Chosen(results, OutputKind.AverageLosses).OrderByDescending(o => ExposedOf(results, o.LossType))];

    /// <summary>Which of the realizations are summed.</summary>
    public string Basis
    {
        get
        {
            var outputs = Shown.ToList();
            if (outputs.Exists(o => o.Statistic == Mean)) return "mean over the realizations";
            if (outputs.Exists(o => o.Statistic is not null)) return $"{outputs[0].Statistic} over the realizations";
            if (results.AreCollected) return $"{results.Realizations.Count} realizations taken as one";
            return results.Realizations.Count > 1
                ? $"the first of {results.Realizations.Count} realizations only"
                : "the only realization";
        }
    }

    /// <summary>Sum of average losses.</summary>
    public LossTotal OfLosses(AssetValues output) => new(
        output.LossType,
        SumOf(output),
        ExposedOf(results, output.LossType),
        outline.UnitOf(output.LossType));

    /// <summary>Sums of damage states and consequences, in the order of the results.</summary>
    public List<DamageTotal> OfDamage()
    {
        var buildings = results.Assets.Sum(asset => (double)asset.Number);
        var chosen = Chosen(results, OutputKind.Damages, OutputKind.AverageRisk).ToList();
        var hasRisk = chosen.Exists(o => o.Kind == OutputKind.AverageRisk);
        return [.. chosen
            // Of consequences what they come to over the years, where that is known; not of an event beside it.
            .Where(o => !hasRisk || o.Kind == OutputKind.AverageRisk || IsState(o))
            .Where(o => !o.Measure.EndsWith(Measure.RatioOf(""), StringComparison.Ordinal))
            .Select(o => new DamageTotal(
                o.LossType,
                o.Measure,
                SumOf(o),
                IsState(o) && buildings > 0 ? SumOf(o) / buildings : null,
                outline.UnitOf(o.LossType, o.Measure)))];
    }

    /// <summary>Sums of losses before and after a retrofit, with the median ratio and how often it pays.</summary>
    public List<BenefitTotal> OfBenefits() =>
        [.. Chosen(results, OutputKind.BenefitCost)
            .GroupBy(output => output.LossType)
            .Select(group => OfBenefits(group.Key, group.ToDictionary(output => output.Measure)))];

    private IEnumerable<RiskOutput> Shown => Chosen(
        results, OutputKind.AverageLosses, OutputKind.Damages, OutputKind.AverageRisk, OutputKind.BenefitCost);

    private BenefitTotal OfBenefits(string lossType, Dictionary<string, AssetValues> measures)
    {
        // Assets without a cost of retrofit have no ratio.
        var ratios = measures[Measure.BenefitCost].Values.Where(float.IsFinite).Order().ToList();
        return new BenefitTotal(
            lossType,
            SumOf(measures[Measure.LossBefore]),
            SumOf(measures[Measure.LossAfter]),
            ratios.Count > 0 ? ratios[ratios.Count / 2] : null,
            ratios.Count(ratio => ratio >= 1),
            outline.UnitOf(lossType));
    }

    private bool IsState(AssetValues output) =>
        output.Measure == FragilityModel.NoDamage || outline.LimitStates.Contains(output.Measure);

    private static IEnumerable<AssetValues> Chosen(RiskResults results, params string[] kinds) => results.Outputs
        .OfType<AssetValues>()
        .Where(output => kinds.Contains(output.Kind))
        .GroupBy(output => (output.Kind, output.LossType, output.Measure))
        .Select(group => group.FirstOrDefault(output => output.Statistic == Mean) ?? group.First());

    private static double SumOf(AssetValues output) => output.Values.Sum(value => (double)value);

    /// <summary>Of a total of loss types the sum of what each has.</summary>
    private static double ExposedOf(RiskResults results, string lossType)
    {
        var parts = lossType.Split('+');
        var columns = results.LossTypes.Index().Where(l => parts.Contains(l.Item)).Select(l => l.Index).ToList();
        return results.Assets.Sum(asset => columns.Sum(column => (double)asset.Values[column]));
    }
}

/// <summary>Sum over all assets of the average losses of a loss type.</summary>
/// <param name="Loss">Average loss: over the years of the summary, or over the events of a scenario.</param>
/// <param name="Exposed">Value at risk, in the same unit; 0 if the loss type has none of its own.</param>
/// <param name="Unit">Currency of the exposure, or people; empty if the exposure does not say.</param>
public sealed record LossTotal(string LossType, double Loss, double Exposed, string Unit)
{
    /// <summary>Share of the value that is lost; null if nothing is exposed.</summary>
    public double? Ratio => Exposed > 0 ? Loss / Exposed : null;
}

/// <summary>Sum over all assets of a damage state, or of a consequence of damage.</summary>
/// <param name="LossType">What is damaged.</param>
/// <param name="State">Damage state or consequence.</param>
/// <param name="Share">Share of all buildings; null for consequences.</param>
/// <param name="Unit">Buildings, people or a currency.</param>
public sealed record DamageTotal(string LossType, string State, double Value, double? Share, string Unit);

/// <summary>What a retrofit of all assets comes to.</summary>
/// <param name="LossBefore">Average annual loss as it is.</param>
/// <param name="LossAfter">Average annual loss after it.</param>
/// <param name="MedianRatio">Benefit-cost ratio of the asset in the middle; null if none has one.</param>
/// <param name="Paying">Assets where the benefit is at least the cost.</param>
/// <param name="Unit">Currency of the losses.</param>
public sealed record BenefitTotal(
    string LossType,
    double LossBefore,
    double LossAfter,
    double? MedianRatio,
    int Paying,
    string Unit);
