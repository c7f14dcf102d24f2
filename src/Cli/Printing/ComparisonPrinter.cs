using Spectre.Console;
using Workers.Operations.Results.Comparison;

namespace Workers.Cli.Printing;

/// <summary>What differs between two jobs, as tables.</summary>
public static class ComparisonPrinter
{
    private const int RowsShown = 20;

    public static void Print(IAnsiConsole console, JobComparison comparison)
    {
        var width = console.Profile.Width;
        new FactGrid().Add("a", $"{comparison.A}").Add("b", $"{comparison.B}").Print(console);
        if (comparison.Inputs.Count > 0) console.Write(Table(comparison.Inputs, width));
        else console.WriteLine("Hazard, area, model, parameters and build are the same.");
        if (comparison.Totals.Count > 0) console.Write(Table(comparison.Totals, width));
        var different = comparison.Outputs.Where(output => !output.IsEqual).ToList();
        if (different.Count > 0) console.Write(Table([.. different.Take(RowsShown)], width));
        if (different.Count > RowsShown)
            console.WriteLine($"{different.Count - RowsShown} more outputs differ; --json has all of them");
        console.WriteLine(Summary(comparison, different));
    }

    private static string Summary(JobComparison comparison, List<OutputDifference> different)
    {
        var values = comparison.Outputs.Sum(output => output.Values);
        return different.Count == 0
            ? $"The results are equal: {values:N0} values of {comparison.Outputs.Count} outputs."
            : $"{different.Count} of {comparison.Outputs.Count} outputs differ; {values:N0} values were compared.";
    }

    private static Table Table(IReadOnlyList<InputDifference> inputs, int width) => RankedTable.Create(
        inputs,
        [
            new("differs", 0, input => input.Name),
            new("a", 0, input => input.A ?? "–") { CanShrink = true },
            new("b", 0, input => input.B ?? "–") { CanShrink = true },
        ],
        width);

    private static Table Table(IReadOnlyList<TotalDifference> totals, int width) => RankedTable.Create(
        totals,
        [
            new("loss type", 0, total => total.LossType),
            new("total", 1, total => total.Measure),
            new("a", 0, total => Number(total.A)) { IsNumber = true },
            new("b", 0, total => Number(total.B)) { IsNumber = true },
            new("b − a", 2, total => Number(total.Difference)) { IsNumber = true },
            new("of a", 3, total => total.Ratio is { } ratio ? $"{ratio:P3}" : "") { IsNumber = true },
            new("unit", 4, total => total.Unit),
        ],
        width);

    private static Table Table(IReadOnlyList<OutputDifference> outputs, int width) => RankedTable.Create(
        outputs,
        [
            new("output", 0, output => output.Output) { CanShrink = true },
            new("values", 3, output => $"{output.Values:N0}") { IsNumber = true },
            new("different", 2, output => $"{output.Different:N0}") { IsNumber = true },
            new("greatest", 0, output => $"{output.Greatest:0.0e0}") { IsNumber = true },
            new("only a", 4, output => $"{output.OnlyInA:N0}") { IsNumber = true },
            new("only b", 4, output => $"{output.OnlyInB:N0}") { IsNumber = true },
            new("at", 5, output => output.Where ?? "") { CanShrink = true },
        ],
        width);

    private static string Number(double? value) => value is { } number ? Amounts.Number(number) : "–";
}
