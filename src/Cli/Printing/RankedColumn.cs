namespace Workers.Cli.Printing;

/// <summary>A column of a table that is to fit a terminal.</summary>
/// <param name="Header">Its title.</param>
/// <param name="Rank">0 stays; of the others the highest goes first where there is no room.</param>
/// <param name="Text">What it shows of a row, as it is.</param>
public sealed record RankedColumn<TRow>(string Header, int Rank, Func<TRow, string> Text)
{
    /// <summary>Long texts end with an ellipsis where there is no room; other columns are shown whole.</summary>
    public bool CanShrink { get; init; }

    /// <summary>Numbers stand on the right.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Colour of a cell; null for none.</summary>
    public Func<TRow, string?> Style { get; init; } = _ => null;
}
