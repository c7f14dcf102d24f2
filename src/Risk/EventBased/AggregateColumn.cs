using Workers.Errors;
using Workers.Risk.Results;

namespace Workers.Risk.EventBased;

/// <summary>What the losses of an aggregation are taken of.</summary>
internal enum LossSample
{
    /// <summary>Single events.</summary>
    Events,

    /// <summary>Years, of which the losses are summed (AEP).</summary>
    YearlySums,

    /// <summary>Years, of which the greatest loss counts (OEP).</summary>
    YearlyMaxima,
}

/// <summary>A column of losses of an aggregate table, beside which stands their ratio to the exposed value.</summary>
/// <param name="Sample">What the losses are taken of.</param>
/// <param name="Amplified">Whether they are amplified by their return period.</param>
internal sealed record AggregateColumn(LossSample Sample, bool Amplified)
{
    private const string AmplifiedPrefix = "pla_";

    /// <summary>Losses of single events, as they are.</summary>
    public static readonly AggregateColumn Loss = new(LossSample.Events, Amplified: false);

    private string Suffix => Sample switch
    {
        LossSample.YearlySums => "_aep",
        LossSample.YearlyMaxima => "_oep",
        _ => "",
    };

    /// <summary>
    /// Columns of the curves that a job asks for, in the engine's order, whatever that of job.ini
    /// (risklib/scientific.py,
    /// <c>build_curve</c>): it amplifies all of them.
    /// </summary>
    /// <param name="types">Some of ep, aep, oep.</param>
    /// <param name="amplified">The job has a table of amplifications.</param>
    /// <param name="manyYears">There are events of several years; those of a single one have no yearly curves.</param>
    public static AggregateColumn[] Select(IReadOnlyList<string> types, bool amplified, bool manyYears)
    {
        var samples = types.Select(SampleOf).Where(s => manyYears || s == LossSample.Events).Order();
        return [.. samples.SelectMany(s => Select(s, amplified))];
    }

    /// <summary>The plain column of a sample, and the amplified one if the job has a table of amplifications.</summary>
    public static AggregateColumn[] Select(LossSample sample, bool amplified) =>
        amplified ? [new(sample, false), new(sample, true)] : [new(sample, false)];

    /// <summary>Name of the column of a measure: <c>loss</c>, <c>pla_loss_aep</c>, <c>fatalities_oep</c>.</summary>
    public string NameOf(string measure) => (Amplified ? AmplifiedPrefix : "") + measure + Suffix;

    /// <summary>
    /// Name of the ratio beside it: <c>ratio</c>, <c>pla_loss_aep_ratio</c>, <c>fatalities_oep_ratio</c>.
    /// </summary>
    public string RatioOf(string measure) =>
        measure == Measure.Loss && !Amplified ? Measure.Ratio + Suffix : Measure.RatioOf(NameOf(measure));

    private static LossSample SampleOf(string type) => type switch
    {
        "ep" => LossSample.Events,
        "aep" => LossSample.YearlySums,
        "oep" => LossSample.YearlyMaxima,
        _ => throw ParameterErrors.UnknownCurveType(type),
    };
}
