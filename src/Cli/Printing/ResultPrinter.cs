using Spectre.Console;
using Workers.Errors;
using Workers.Operations.Results;

namespace Workers.Cli.Printing;

/// <summary>What results come to, as tables.</summary>
public static class ResultPrinter
{
    public static void Print(IAnsiConsole console, ResultSummary results)
    {
        var width = console.Profile.Width;
        console.WriteLine($"{results.Assets:N0} assets, {results.Period}, {results.Basis}");
        if (results.Totals.Count > 0) console.Write(Table(results.Totals, width));
        if (results.Damages.Count > 0) console.Write(Table(results.Damages, width));
        if (results.Benefits.Count > 0) console.Write(Table(results.Benefits, width));
        if (results.WorstAssets.Count > 0) console.Write(Table(results, width));
        foreach (var warning in results.Warnings) console.WriteLine(Shown.Printable(warning), Style.Parse("yellow"));
        console.WriteLine(Shown.Printable($"{results.Files.Count} files in {results.Folder}"));
    }

    private static Table Table(IReadOnlyList<LossTotal> totals, int width) => RankedTable.Create(
        totals,
        [
            new("loss type", 0, total => total.LossType),
            new("exposed", 2, total => total.Exposed > 0 ? Amounts.Number(total.Exposed) : "") { IsNumber = true },
            new("average loss", 0, total => Amounts.Number(total.Loss)) { IsNumber = true },
            new("unit", 0, total => total.Unit),
            new("loss/exposed", 1, total => $"{total.Ratio:P3}") { IsNumber = true },
        ],
        width);

    private static Table Table(IReadOnlyList<DamageTotal> damages, int width) => RankedTable.Create(
        damages,
        [
            new("loss type", 2, total => total.LossType),
            new("state", 0, total => total.State),
            new("total", 0, total => Amounts.Number(total.Value)) { IsNumber = true },
            new("unit", 0, total => total.Unit),
            new("of all buildings", 1, total => $"{total.Share:P2}") { IsNumber = true },
        ],
        width);

    private static Table Table(IReadOnlyList<BenefitTotal> benefits, int width) => RankedTable.Create(
        benefits,
        [
            new("loss type", 0, total => total.LossType),
            new("loss now", 1, total => Amounts.Number(total.LossBefore)) { IsNumber = true },
            new("retrofitted", 1, total => Amounts.Number(total.LossAfter)) { IsNumber = true },
            new("unit", 1, total => total.Unit),
            new("median ratio", 0, total => $"{total.MedianRatio:0.####}") { IsNumber = true },
            new("assets that pay", 0, total => $"{total.Paying:N0}") { IsNumber = true },
        ],
        width);

    private static Table Table(ResultSummary results, int width)
    {
        var unit = results.Totals[0].Unit is { Length: > 0 } known ? $", {known}" : "";
        return RankedTable.Create(
            results.WorstAssets,
            [
                new("asset", 0, asset => asset.Id) { CanShrink = true },
                new("taxonomy", 2, asset => asset.Taxonomy) { CanShrink = true },
                new("tags", 4, asset => string.Join(' ', asset.Tags)) { CanShrink = true },
                new("lon", 3, asset => $"{asset.Lon}") { IsNumber = true },
                new("lat", 3, asset => $"{asset.Lat}") { IsNumber = true },
                new($"{results.Totals[0].LossType} loss{unit}", 1, asset => Amounts.Number(asset.Loss))
                {
                    IsNumber = true,
                },
            ],
            width);
    }
}
