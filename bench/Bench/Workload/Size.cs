namespace Workers.Bench.Workload;

/// <summary>How large a risk job is.</summary>
/// <param name="Mode">Calculation mode.</param>
/// <param name="Events">Ground motion fields; 0 for the classical modes.</param>
internal sealed record Size(string Mode, int Sites, int Events, int Assets)
{
    public bool IsClassical => Mode.StartsWith("classical", StringComparison.Ordinal);

    public long Values => (long)Sites * SyntheticHazard.Imts.Count * (IsClassical ? SyntheticHazard.Levels : Events);

    public override string ToString()
    {
        if (!IsClassical) return $"{Mode}, {Sites:N0} sites x {Events:N0} events x {Assets:N0} assets";
        var values = $"{SyntheticHazard.Levels} levels x {SyntheticHazard.Imts.Count} IMTs";
        return $"{Mode}, {Assets:N0} assets x {Sites:N0} curves x {values}";
    }
}
