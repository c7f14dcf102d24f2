using Spectre.Console;
using Workers.Operations.Results;

namespace Workers.Cli.Printing;

/// <summary>What results come to, as tables.</summary>
public static class ResultPrinter
{
    public static void Print(IAnsiConsole console, ResultSummary results)
    {
        console.Write(Table(results));
        if (results.WorstAssets.Count > 0) console.Write(Table(results.WorstAssets));
        foreach (var warning in results.Warnings) console.MarkupLineInterpolated($"[yellow]{warning}[/]");
        console.MarkupLineInterpolated($"{results.Files.Count} files in {results.Folder}");
    }

    private static Table Table(ResultSummary results)
    {
        var table = new Table()
            .RoundedBorder()
            .AddColumns("loss type", "assets", "exposed", "average loss", "share");
        foreach (var total in results.Totals)
        {
            var share = total.Exposed > 0 ? $"{total.Loss / total.Exposed:P2}" : "";
            table.AddRow(total.LossType, $"{results.Assets}", $"{total.Exposed:N0}", $"{total.Loss:N0}", share);
        }
        return table;
    }

    private static Table Table(IReadOnlyList<AssetLoss> assets)
    {
        var table = new Table()
            .RoundedBorder()
            .AddColumns("asset", "taxonomy", "tags", "lon", "lat", $"{assets[0].LossType} loss");
        foreach (var asset in assets)
        {
            table.AddRow(
                Markup.Escape(asset.Id),
                Markup.Escape(asset.Taxonomy),
                Markup.Escape(string.Join(' ', asset.Tags)),
                $"{asset.Lon}",
                $"{asset.Lat}",
                $"{asset.Loss:N0}");
        }
        return table;
    }
}
