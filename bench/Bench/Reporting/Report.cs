using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Workers.Bench.Reporting;

/// <summary>All lines, as a table or as one JSON document.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(IReadOnlyList<Line> lines, bool json)
    {
        if (json) Console.WriteLine(JsonSerializer.Serialize(new { machine = Machine.Describe(), lines }, Json));
        else PrintTable(lines);
    }

    private static void PrintTable(IReadOnlyList<Line> lines)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 250;
        var table = new Table().MarkdownBorder().AddColumns("what", "ours: median (min-max)", "baseline", "baseline: median (min-max)", "ratio: median (min-max)", "goal", "reached");
        foreach (var line in lines)
            table.AddRow(Cells(line).Select(text => new Text(text)));
        AnsiConsole.Write(table);
        Console.WriteLine(Machine.Describe());
    }

    private static string[] Cells(Line line) =>
    [
        line.What, line.Skipped is null ? line.Ours!.Text(line.Unit) : $"skipped: {line.Skipped}", line.Baseline ?? "", line.Theirs?.Text(line.Unit) ?? "",
        line.Ratio?.Text("x") ?? "", line.Goal ?? "", line.Reached switch { true => "yes", false => "NO", null => "" },
    ];
}
