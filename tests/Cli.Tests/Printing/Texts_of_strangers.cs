using System.Text.Json;
using Spectre.Console;
using Workers.Cli.Printing;

namespace Workers.Cli.Tests.Printing;

/// <summary>Whatever a description or an id holds, the terminal of whoever looks at it is left as it was.</summary>
public class Texts_of_strangers
{
    private const string Hostile = "a\u001b]0;PWN\u0007\u001b[31mb\u009b2Jc\u007f\u202ed\r";

    [Fact]
    public void Usual_texts_are_left_as_they_are()
    {
        foreach (var text in new[] { "Town demo", "größe, 地震, \U0001F30D", "two\nlines", "" })
            Assert.Equal(text, Printable.Text(text));
    }

    [Fact]
    public void Characters_that_control_are_shown_as_replaced()
    {
        Assert.Equal("a\uFFFD]0;PWN\uFFFD\uFFFD[31mb\uFFFD2Jc\uFFFD\uFFFDd\uFFFD", Printable.Text(Hostile));
        Assert.Equal("a\uFFFDb", Printable.Text("a\ud800b"));
        Assert.Equal("a\uFFFDb", Printable.Line("a\nb"));
    }

    [Fact]
    public void Tables_and_sentences_are_printable()
    {
        var text = new StringWriter();
        var console = Output.Guarded(AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            Out = new AnsiConsoleOutput(text),
        }));
        var table = new Table().AddColumn("id");
        table.AddRow(Markup.Escape(Hostile));
        console.Write(table);
        console.MarkupLineInterpolated($"[red]{Hostile}[/]");
        Assert.DoesNotContain(text.ToString(), c => char.IsControl(c) && c is not ('\n' or '\r'));
        Assert.DoesNotContain("\u202e", text.ToString());
    }

    [Fact]
    public void Colours_of_our_own_are_kept()
    {
        var text = new StringWriter();
        var console = Output.Guarded(AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Out = new AnsiConsoleOutput(text),
        }));
        console.MarkupLineInterpolated($"[red]{Hostile}[/]");
        Assert.Contains("\u001b[", text.ToString());
        Assert.DoesNotContain("\u001b]0;", text.ToString());
    }

    [Fact]
    public void Documents_for_programs_are_printable_too()
    {
        var text = JsonSerializer.Serialize(new { description = Hostile }, Output.JsonOptions);
        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
    }
}
