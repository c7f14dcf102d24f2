using Spectre.Console;
using Workers.Risk.Results;

namespace Workers.Cli.Jobs;

/// <summary>What results come to, for people: totals by loss type, and the assets that lose most.</summary>
public static class ResultPrinter
{
    private const int Most = 5;

    public static void Print(IAnsiConsole console, RiskResults results, string folder)
    {
        var totals = Totals(results);
        var table = new Table().RoundedBorder().AddColumns("loss type", "assets", "exposed", "average loss", "share");
        foreach (var total in totals)
            table.AddRow(total.LossType, $"{results.Assets.Count}", $"{total.Exposed:N0}", $"{total.Loss:N0}", total.Exposed > 0 ? $"{total.Loss / total.Exposed:P2}" : "");
        console.Write(table);
        if (AverageLosses(results).FirstOrDefault() is { } first) console.Write(MostOf(results, first));
        foreach (var warning in results.Warnings) console.MarkupLineInterpolated($"[yellow]{warning}[/]");
        console.MarkupLineInterpolated($"{Directory.GetFiles(folder).Length} files in {folder}");
    }

    /// <summary>Sum over the assets of the average losses: of the mean if there is one, else of the first realization.</summary>
    public static IReadOnlyList<LossTotal> Totals(RiskResults results) =>
        [.. AverageLosses(results).Select(o => new LossTotal(o.LossType, o.Values.Sum(v => (double)v), Exposed(results, o.LossType)))];

    private static Table MostOf(RiskResults results, AssetValues output)
    {
        var table = new Table().RoundedBorder().AddColumns("asset", "taxonomy", "tags", "lon", "lat", $"{output.LossType} loss");
        foreach (var (ordinal, loss) in output.Values.Index().OrderByDescending(v => v.Item).Take(Most))
        {
            var asset = results.Assets[ordinal];
            table.AddRow(Markup.Escape(asset.Id), Markup.Escape(asset.Taxonomy), Markup.Escape(string.Join(' ', asset.Tags)), $"{asset.Lon}", $"{asset.Lat}", $"{loss:N0}");
        }
        return table;
    }

    private static IEnumerable<AssetValues> AverageLosses(RiskResults results) =>
        results.Outputs.OfType<AssetValues>().Where(o => o.Kind == OutputKind.AverageLosses).GroupBy(o => o.LossType)
            .Select(group => group.FirstOrDefault(o => o.Statistic == "mean") ?? group.First())
            .OrderByDescending(o => Exposed(results, o.LossType));

    private static double Exposed(RiskResults results, string lossType)
    {
        var column = results.LossTypes.ToList().IndexOf(lossType);
        return column < 0 ? 0 : results.Assets.Sum(a => (double)a.Values[column]);
    }
}

/// <param name="Loss">Average loss: per year or investigation time, or over the events of a scenario.</param>
/// <param name="Exposed">Value at risk, in the same unit.</param>
public sealed record LossTotal(string LossType, double Loss, double Exposed);
