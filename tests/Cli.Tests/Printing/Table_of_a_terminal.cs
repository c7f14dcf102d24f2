using Spectre.Console;
using Workers.Cli.Printing;

namespace Workers.Cli.Tests.Printing;

public class Table_of_a_terminal
{
    private static readonly RankedColumn<string>[] Columns =
    [
        new("id", 0, row => row),
        new("years", 2, _ => "50") { IsNumber = true },
        new("owner", 3, _ => "somebody"),
        new("description", 1, _ => string.Join(' ', Enumerable.Repeat("town", 30))) { CanShrink = true },
    ];

    [Theory]
    [InlineData(40), InlineData(60), InlineData(80), InlineData(120), InlineData(250)]
    public void No_line_is_wider_than_the_terminal_and_every_row_is_one_line(int width)
    {
        var lines = LinesOf(RankedTable.Create(["0123abcd", "4567ef01"], Columns, width), width);

        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        Assert.Equal(6, lines.Count);
        Assert.Contains("0123abcd", lines[3]);
        Assert.Contains("4567ef01", lines[4]);
    }

    [Fact]
    public void Columns_are_left_out_by_rank()
    {
        var header = LinesOf(RankedTable.Create(["0123abcd"], Columns, 40), 40)[1];

        Assert.Contains("id", header);
        Assert.Contains("years", header);
        Assert.Contains("description", header);
        Assert.DoesNotContain("owner", header);
    }

    [Fact]
    public void A_long_text_ends_with_an_ellipsis() =>
        Assert.Contains("town…", string.Join('\n', LinesOf(RankedTable.Create(["0123abcd"], Columns, 49), 49)));

    [Fact]
    public void What_could_steer_the_terminal_is_shown_escaped()
    {
        RankedColumn<string>[] columns = [new("description", 0, row => row) { Style = _ => "red" }];

        var text = string.Join('\n', LinesOf(RankedTable.Create(["\e]0;owned\a[bold]x\u202e"], columns, 80), 80));

        Assert.Contains("\\x1b]0;owned\\x07[bold]x\\u202e", text);
    }

    private static List<string> LinesOf(Table table, int width)
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width;
        console.Write(table);
        return [.. text.ToString().TrimEnd('\n').Split('\n')];
    }
}
