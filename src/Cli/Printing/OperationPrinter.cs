using Spectre.Console;
using Workers.Operations;
using Workers.Operations.DeadLetters;

namespace Workers.Cli.Printing;

/// <summary>Operations on dead letters as tables.</summary>
public static class OperationPrinter
{
    private const int ShownItems = 100;

    /// <summary>A line for each operation.</summary>
    public static void Print(IAnsiConsole console, IReadOnlyList<OperationView> operations)
    {
        var length = ShortIds.LengthFor(operations.Select(x => $"{x.Id}"));
        RankedColumn<OperationView>[] columns =
        [
            new("operation", 0, x => ShortIds.Shorten($"{x.Id}", length)),
            new("what", 0, x => x.Kind),
            new("state", 0, x => x.State),
            new("letters", 1, x => $"{x.Selected:N0}") { IsNumber = true },
            new("who", 3, x => x.Who),
            new("asked (UTC)", 4, x => Time(x.CreatedAt)),
            new("why", 5, x => x.Why ?? "") { CanShrink = true },
            new("outcome", 2, x => x.Outcome ?? Counts(x)) { CanShrink = true },
        ];
        console.Write(RankedTable.Create(operations, columns, console.Profile.Width));
    }

    /// <summary>An operation with its letters.</summary>
    public static void Print(IAnsiConsole console, OperationView operation)
    {
        console.WriteLine($"operation {operation.Id}: {operation.Kind} of {operation.Selected:N0} letters, "
            + $"asked by {operation.Who} at {Time(operation.CreatedAt)} UTC: {operation.Why ?? "no reason given"}");
        console.WriteLine($"{operation.State}: {operation.Outcome ?? Counts(operation)}");
        if (operation.NewSince > 0)
            console.WriteLine($"{operation.NewSince:N0} new letters of the same filter since then");
        RankedColumn<OperationItemView>[] columns =
        [
            new("nr", 2, x => $"{x.Number}") { IsNumber = true },
            new("letter", 0, x => $"{x.Letter}"),
            new("stage", 0, x => x.Stage),
            new("since (UTC)", 1, x => Time(x.Steps[^1].At)),
            new("outcome", 1, x => x.Outcome ?? "") { CanShrink = true },
        ];
        var items = operation.Items ?? [];
        console.Write(RankedTable.Create(items.Take(ShownItems), columns, console.Profile.Width));
        if (items.Count > ShownItems) console.WriteLine($"… {items.Count:N0} in all: --json shows every one");
    }

    /// <summary>A line for each entry of the audit.</summary>
    public static void Print(IAnsiConsole console, IReadOnlyList<AuditView> lines)
    {
        RankedColumn<AuditView>[] columns =
        [
            new("at (UTC)", 0, x => Time(x.At)),
            new("who", 0, x => x.Who),
            new("what", 0, x => $"{x.Action} {x.Event}"),
            new("operation", 3, x => ShortIds.Shorten($"{x.Operation}")),
            new("why", 1, x => x.Why ?? "") { CanShrink = true },
            new("selection", 4, x => x.Selection.ToString()) { CanShrink = true },
            new("outcome", 2, x => x.Outcome ?? "") { CanShrink = true },
        ];
        console.Write(RankedTable.Create(lines, columns, console.Profile.Width));
    }

    private static string Counts(OperationView operation) =>
        string.Join(", ", operation.Counts.Select(x => $"{x.Letters:N0} {x.Stage}"));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss");
}
