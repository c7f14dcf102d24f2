using Workers.Risk.Results;

namespace Workers.Operations.Results;

/// <summary>What results come to, for people: totals by loss type, and the assets that lose most.</summary>
public sealed record ResultSummary
{
    private const int AssetsShown = 5;

    /// <summary>Number of assets with results.</summary>
    public required int Assets { get; init; }

    /// <summary>Most exposed loss type first.</summary>
    public required IReadOnlyList<LossTotal> Totals { get; init; }

    /// <summary>Those that lose most of the first loss type, worst first.</summary>
    public required IReadOnlyList<AssetLoss> WorstAssets { get; init; }
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Folder with the files.</summary>
    public required string Folder { get; init; }

    /// <summary>Names of all files in the folder.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    internal static ResultSummary From(RiskResults results, string folder)
    {
        var averages = AverageLosses(results);
        return new ResultSummary
        {
            Assets = results.Assets.Count,
            Totals = [.. averages.Select(output => TotalOf(results, output))],
            WorstAssets = averages.Count > 0 ? WorstOf(results, averages[0]) : [],
            Warnings = results.Warnings,
            Folder = folder,
            Files = [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order()],
        };
    }

    /// <summary>For each loss type the mean if there is one, else the first realization.</summary>
    private static List<AssetValues> AverageLosses(RiskResults results) =>
        [.. results.Outputs.OfType<AssetValues>()
            .Where(output => output.Kind == OutputKind.AverageLosses)
            .GroupBy(output => output.LossType)
            .Select(group => group.FirstOrDefault(output => output.Statistic == "mean") ?? group.First())
            .OrderByDescending(output => Exposed(results, output.LossType))];

    private static LossTotal TotalOf(RiskResults results, AssetValues output) =>
        new(output.LossType, output.Values.Sum(loss => (double)loss), Exposed(results, output.LossType));

    private static double Exposed(RiskResults results, string lossType)
    {
        var column = results.LossTypes.ToList().IndexOf(lossType);
        return column < 0 ? 0 : results.Assets.Sum(asset => (double)asset.Values[column]);
    }

    private static List<AssetLoss> WorstOf(RiskResults results, AssetValues output)
    {
        var worst = output.Values.Index().OrderByDescending(v => v.Item).Take(AssetsShown);
        return [.. worst.Select(v => AssetLoss.From(results.Assets[v.Index], output.LossType, v.Item))];
    }
}

/// <summary>Sum over all assets of the average losses of a loss type.</summary>
/// <param name="Loss">Average loss: per year or investigation time, or over the events of a scenario.</param>
/// <param name="Exposed">Value at risk, in the same unit.</param>
public sealed record LossTotal(string LossType, double Loss, double Exposed);
