using Spectre.Console;
using Workers.Errors;

namespace Workers.Cli.Printing;

/// <summary>Names and values, a line each; what has no value is left out.</summary>
public sealed class FactGrid
{
    private readonly Grid _grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();

    /// <param name="colour">Of the value; null for none.</param>
    public FactGrid Add(string name, string? value, string? colour = null)
    {
        if (string.IsNullOrEmpty(value)) return this;
        var style = colour is null ? Style.Plain : Style.Parse(colour);
        _grid.AddRow(new Text(name, Style.Parse("grey")), new Text(Shown.Printable(value), style));
        return this;
    }

    public void Print(IAnsiConsole console) => console.Write(_grid);
}
