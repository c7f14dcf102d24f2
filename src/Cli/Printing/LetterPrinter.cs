using Spectre.Console;
using Workers.Errors;
using Workers.Operations;
using Workers.Operations.DeadLetters;

namespace Workers.Cli.Printing;

/// <summary>Dead letters as tables.</summary>
public static class LetterPrinter
{
    /// <summary>A page of letters, and where the next one begins.</summary>
    public static void Print(IAnsiConsole console, LetterPage page)
    {
        console.Write(Table(page.Letters, console.Profile.Width));
        if (page.Next is not null && page.Total > page.Letters.Count)
            console.WriteLine($"{page.Letters.Count:N0} of {page.Total:N0} letters; more with --page {page.Next}");
    }

    /// <summary>A line for each group.</summary>
    public static void Print(IAnsiConsole console, IReadOnlyList<LetterGroupView> groups)
    {
        RankedColumn<LetterGroupView>[] columns =
        [
            new("group", 0, x => x.Group),
            new("letters", 0, x => $"{x.Letters:N0}") { IsNumber = true },
            new("jobs", 5, x => $"{x.Jobs:N0}") { IsNumber = true },
            new("code", 1, x => x.Code) { Style = _ => "red" },
            new("queue", 3, x => x.Queue),
            new("last (UTC)", 4, x => Time(x.Last)),
            new("place", 6, x => x.Place ?? "") { CanShrink = true },
            new("reason", 2, x => x.Reason) { CanShrink = true },
        ];
        console.Write(RankedTable.Create(groups, columns, console.Profile.Width));
    }

    /// <summary>How many letters an action means, and the newest of them.</summary>
    public static void Print(IAnsiConsole console, LetterProposal proposal)
    {
        console.WriteLine($"{proposal.Action.Kind}: {proposal.Count:N0} letters are meant");
        if (proposal.Sample.Count > 0) console.Write(Table(proposal.Sample, console.Profile.Width));
    }

    /// <summary>A letter with all that is known of it.</summary>
    public static void Print(IAnsiConsole console, LetterDetail letter)
    {
        var facts = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Add("letter", $"{letter.Id}");
        Add("state", $"{letter.State} since {Time(letter.StateSince)}: {letter.StateReason ?? "not looked at"}");
        Add("died", letter.DiedAt is { } died ? Time(died) : null);
        Add("queue", $"{letter.Queue} (set aside in {letter.SetAsideIn})");
        Add("message", $"{letter.MessageType} {letter.MessageId}");
        Add("job", letter.JobId is { } job ? $"{job}, try {letter.Attempt}" : null);
        Add("code", letter.Code);
        Add("reason", letter.ExceptionType is { } type ? $"{type}: {letter.Reason}" : letter.Reason);
        Add("place", letter.Place);
        Add("group", letter.Group);
        Add("replays", letter.Replays > 0 ? $"{letter.Replays}" : null);
        Add("before it", letter.Previous is { } previous ? $"{previous}" : null);
        Add("after it", letter.ReplacedBy is { } next ? $"{next}" : null);
        Add("operation", letter.Operation is { } operation ? $"{operation}" : null);
        console.Write(facts);
        Lines(letter.Causes);
        Lines(letter.Stack);
        Lines(letter.Headers.ToString());
        Lines(letter.Body);
        if (letter.Body.Length < letter.BodyBytes) console.WriteLine($"… {letter.BodyBytes:N0} bytes: --out FILE");

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                facts.AddRow(new Text(name, Style.Parse("grey")), new Text(Shown.Printable(value)));
        }

        void Lines(string? text)
        {
            if (text is not null) console.WriteLine(text.ReplaceLineEndings("\n"), Style.Parse("grey"));
        }
    }

    private static Table Table(IReadOnlyCollection<LetterView> letters, int width)
    {
        var length = ShortIds.LengthFor(letters.Select(x => $"{x.Id}"));
        RankedColumn<LetterView>[] columns =
        [
            new("letter", 0, x => ShortIds.Shorten($"{x.Id}", length)),
            new("state", 1, x => x.State),
            new("taken (UTC)", 3, x => Time(x.TakenAt)),
            new("code", 1, x => x.Code) { Style = _ => "red" },
            new("message", 2, x => x.MessageType),
            new("queue", 5, x => x.Queue),
            new("job", 4, x => x.JobId is { } job ? ShortIds.Shorten($"{job}") : ""),
            new("group", 6, x => x.Group),
            new("replays", 7, x => x.Replays > 0 ? $"{x.Replays}" : "") { IsNumber = true },
            new("reason", 2, x => x.Reason) { CanShrink = true },
        ];
        return RankedTable.Create(letters, columns, width);
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss");
}
