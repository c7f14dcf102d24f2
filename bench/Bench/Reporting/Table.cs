namespace Workers.Bench.Reporting;

/// <summary>Lines as the cells of a table.</summary>
internal static class Table
{
    public static string[] Columns { get; } =
    [
        "what",
        "ours: median (min-max)",
        "baseline",
        "baseline: median (min-max)",
        "ratio: median (min-max)",
        "goal",
        "reached",
    ];

    public static string[] Cells(Line line) =>
    [
        line.What,
        line.Skipped is null ? line.Ours!.Text(line.Unit) : $"skipped: {line.Skipped}",
        line.Baseline ?? "",
        line.Theirs?.Text(line.Unit) ?? "",
        line.Ratio?.Text("x") ?? "",
        line.Goal ?? "",
        line.Reached switch { true => "yes", false => "NO", null => "" },
    ];

    public static IEnumerable<string> Markdown(IEnumerable<string> columns, IEnumerable<IEnumerable<string>> rows) =>
        rows
            .Prepend(columns.Select(_ => "---"))
            .Prepend(columns)
            .Select(cells => $"| {string.Join(" | ", cells.Select(Escape))} |");

    private static string Escape(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);
}
