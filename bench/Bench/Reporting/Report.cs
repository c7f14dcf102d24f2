using System.Text.Json;
using Spectre.Console;

namespace Workers.Bench.Reporting;

/// <summary>What was measured, as a table or as one JSON document.</summary>
internal static class Report
{
    public static void Print(IReadOnlyList<Figures> figures, bool json)
    {
        if (json) Console.WriteLine(JsonSerializer.Serialize(figures, Figures.Json));
        else PrintTable(figures);
    }

    private static void PrintTable(IReadOnlyList<Figures> figures)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 250;
        var table = new Spectre.Console.Table().MarkdownBorder().AddColumns(Table.Columns);
        foreach (var line in figures.SelectMany(f => f.Found.Lines))
            table.AddRow(Table.Cells(line).Select(text => new Text(text)));
        AnsiConsole.Write(table);
        foreach (var job in figures.SelectMany(f => f.Found.Jobs))
            Console.WriteLine(Describe(job));
        Console.WriteLine($"{Machine.Describe()}; load {Machine.Load()}");
    }

    private static string Describe(JobFigures job) =>
        $"{job.Mode}, {job.Sites} sites x {job.Events} events x {job.Assets} assets, " +
        $"{job.Calculators} calculators: {Spread.Number(job.Seconds)} s (" +
        string.Join(", ", job.Steps.Select(s => $"{s.Key} {Spread.Number(s.Value)} s")) + "); " +
        string.Join(", ", job.Megabytes.Select(m => $"{m.Key} {m.Value:0} MB"));
}
