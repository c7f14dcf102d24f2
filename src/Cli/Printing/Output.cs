using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Workers.Cli.Printing;

/// <summary>Answers go to standard output (tables, or one JSON document); news and errors to standard error.</summary>
public sealed class Output(bool json)
{
    /// <summary>
    /// Columns of a file or a pipe: its lines are not folded to the width of a terminal that is not there.
    /// </summary>
    private const int WidthWithoutTerminal = 250;

    public static JsonSerializerOptions JsonOptions { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // Results may be NaN, such as the ratio of an asset without a cost of retrofit.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>For people, on standard output; silent with <c>--json</c>.</summary>
    public IAnsiConsole Console { get; } = json ? Silent() : Plain();

    /// <summary>For people who watch, on standard error.</summary>
    public static IAnsiConsole News { get; } =
        Guarded(AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(System.Console.Error) }));

    /// <summary>Standard output, for people.</summary>
    private static IAnsiConsole People { get; } = Guarded(AnsiConsole.Console);

    /// <summary>The console, which from now on writes printable characters only.</summary>
    public static IAnsiConsole Guarded(IAnsiConsole console)
    {
        console.Pipeline.Attach(new PrintableOnly());
        return console;
    }

    /// <summary>
    /// The answer: <paramref name="document"/> with <c>--json</c>, else what <paramref name="show"/> prints.
    /// </summary>
    public void Answer(object document, Action<IAnsiConsole> show)
    {
        if (json) System.Console.Out.WriteLine(JsonSerializer.Serialize(document, JsonOptions));
        else show(Console);
    }

    /// <summary>What whoever brought something should know, on standard error.</summary>
    public static void Warn(IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings) News.MarkupLineInterpolated($"[yellow]{warning}[/]");
    }

    private static IAnsiConsole Silent() => AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(TextWriter.Null) });

    private static IAnsiConsole Plain()
    {
        if (System.Console.IsOutputRedirected) People.Profile.Width = WidthWithoutTerminal;
        return People;
    }
}
