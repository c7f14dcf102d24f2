using System.Globalization;
using Workers.OpenQuake;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.Operations.Results;

/// <summary>What results come to, for people: totals with units and years, and the assets that lose most.</summary>
public sealed record ResultSummary
{
    private const int AssetsShown = 5;

    /// <summary>Number of assets with results.</summary>
    public required int Assets { get; init; }

    /// <summary>What the totals are for: <c>over 50 years</c>, <c>per event</c>, <c>per year</c>.</summary>
    public required string Period { get; init; }

    /// <summary>Which of the realizations are summed: the mean, the only one, or the first of several.</summary>
    public required string Basis { get; init; }

    /// <summary>Average losses, most exposed loss type first.</summary>
    public required IReadOnlyList<LossTotal> Totals { get; init; }

    /// <summary>Buildings by damage state and consequences of damage; empty for losses.</summary>
    public required IReadOnlyList<DamageTotal> Damages { get; init; }

    /// <summary>Benefit and cost of a retrofit; empty unless that was calculated.</summary>
    public required IReadOnlyList<BenefitTotal> Benefits { get; init; }

    /// <summary>Those that lose most of the first loss type, worst first.</summary>
    public required IReadOnlyList<AssetLoss> WorstAssets { get; init; }
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Folder with the files.</summary>
    public required string Folder { get; init; }

    /// <summary>Names of the files that were written.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    internal static ResultSummary From(
        RiskResults results,
        RiskJobOutline outline,
        string folder,
        IReadOnlyList<string> files)
    {
        var totals = new ResultTotals(results, outline);
        var averages = totals.AverageLosses;
        return new ResultSummary
        {
            Assets = results.Assets.Count,
            Period = PeriodOf(results, outline.Parameters),
            Basis = totals.Basis,
            Totals = [.. averages.Select(totals.OfLosses)],
            Damages = totals.OfDamage(),
            Benefits = totals.OfBenefits(),
            WorstAssets = averages.Count > 0 ? WorstOf(results, averages[0]) : [],
            Warnings = results.Warnings,
            Folder = folder,
            Files = files,
        };
    }

    private static string PeriodOf(RiskResults results, RiskParameters parameters)
    {
        if (parameters.Mode.Gives == ModeResult.BenefitCost) return "per year";
        if (parameters.Mode.Hazard == ModeHazard.Scenario) return "per event";
        var years = results.RiskInvestigationTime ?? results.InvestigationTime ?? 1;
        return years == 1 ? "per year" : string.Create(CultureInfo.InvariantCulture, $"over {years} years");
    }

    private static List<AssetLoss> WorstOf(RiskResults results, AssetValues output)
    {
        var worst = output.Values.Index().OrderByDescending(v => v.Item).Take(AssetsShown);
        return [.. worst.Select(v => AssetLoss.From(results.Assets[v.Index], output.LossType, v.Item))];
    }
}
