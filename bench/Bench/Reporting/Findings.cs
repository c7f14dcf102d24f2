namespace Workers.Bench.Reporting;

/// <summary>What a benchmark found.</summary>
internal sealed record Findings(IReadOnlyList<Line> Lines)
{
    /// <summary>Jobs that went through the whole system, for the tables and the chart of the report.</summary>
    public IReadOnlyList<JobFigures> Jobs { get; init; } = [];
}

/// <summary>A job that went through the whole system.</summary>
/// <param name="Events">0 for curves.</param>
/// <param name="Values">Ground motion values, or PoEs, that were imported.</param>
/// <param name="Seconds">From the published request to the results in the archive.</param>
/// <param name="Steps">Seconds in each state.</param>
/// <param name="Megabytes">Peak memory of each process, which ran this job and next to nothing before.</param>
internal sealed record JobFigures(
    string Mode, int Sites, int Events, int Assets, long Values, int Calculators, double Seconds,
    IReadOnlyDictionary<string, double> Steps, IReadOnlyDictionary<string, double> Megabytes)
{
    /// <summary>Of the process that took most.</summary>
    public double PeakMegabytes => Megabytes.Values.Max();
}
