using Spectre.Console;
using Spectre.Console.Rendering;
using Workers.Errors;

namespace Workers.Cli.Printing;

/// <summary>
/// A table as wide as the terminal at most: columns are left out by rank, long texts are cut, nothing is folded.
/// What it shows is made printable.
/// </summary>
public static class RankedTable
{
    private const int NarrowestText = 12;
    private const int Border = 1;
    private const int Padding = 3;

    /// <param name="width">Characters of a line.</param>
    public static Table Create<TRow>(IEnumerable<TRow> rows, IEnumerable<RankedColumn<TRow>> columns, int width)
    {
        var all = rows.ToList();
        var filled = columns.Select(column => FilledColumn.From(column, all)).ToList();
        // The least important goes first; what is needed to know a row stays, however narrow the terminal.
        while (Narrowest(filled) > width && filled.Exists(column => column.Rank > 0))
            filled.Remove(filled.MaxBy(column => column.Rank)!);
        Fit(filled, width);

        var table = new Table().RoundedBorder();
        foreach (var column in filled)
        {
            var justify = column.IsNumber ? Justify.Right : Justify.Left;
            table.AddColumn(new TableColumn(new Text(column.Header)) { NoWrap = true, Alignment = justify });
        }
        for (var row = 0; row < all.Count; row++)
            table.AddRow(filled.Select(column => column.Cell(row)));
        return table;
    }

    /// <summary>How wide it is with all texts at their shortest.</summary>
    private static int Narrowest(List<FilledColumn> columns) => Border + columns.Sum(c => c.Narrowest + Padding);

    /// <summary>Gives texts the room that is left, the first before the others.</summary>
    private static void Fit(List<FilledColumn> columns, int width)
    {
        var left = width - Narrowest(columns);
        foreach (var column in columns.Where(column => column.CanShrink))
        {
            column.Width = Math.Min(column.Widest, column.Narrowest + Math.Max(0, left));
            left -= column.Width - column.Narrowest;
        }
    }

    private sealed class FilledColumn
    {
        private List<string> _texts = [];
        private IReadOnlyList<string?> _styles = [];

        public required string Header { get; init; }
        public required int Rank { get; init; }
        public required bool CanShrink { get; init; }
        public required bool IsNumber { get; init; }

        /// <summary>Characters that it may take.</summary>
        public int Width { get; set; }
        public int Widest { get; private init; }
        public int Narrowest => CanShrink ? Math.Min(Widest, Math.Max(NarrowestText, Header.Length)) : Widest;

        public static FilledColumn From<TRow>(RankedColumn<TRow> column, List<TRow> rows)
        {
            List<string> texts = [.. rows.Select(row => Shown.Printable(column.Text(row)))];
            var widest = texts.Append(column.Header).Max(WidthOf);
            return new FilledColumn
            {
                Header = column.Header,
                Rank = column.Rank,
                CanShrink = column.CanShrink,
                IsNumber = column.IsNumber,
                Widest = widest,
                Width = widest,
                _texts = texts,
                _styles = [.. rows.Select(column.Style)],
            };
        }

        public Text Cell(int row)
        {
            var style = _styles[row] is { } name ? Style.Parse(name) : Style.Plain;
            return new Text(Cut(_texts[row], Width), style);
        }

        private static int WidthOf(string text) => new Segment(text).CellCount();

        private static string Cut(string text, int width)
        {
            if (WidthOf(text) <= width) return text;
            var cut = text.Length;
            // By cells of the terminal, where some characters take two; half a character is none.
            while (cut > 0 && (WidthOf(text[..cut]) >= width || char.IsHighSurrogate(text[cut - 1]))) cut--;
            return text[..cut] + "…";
        }
    }
}
