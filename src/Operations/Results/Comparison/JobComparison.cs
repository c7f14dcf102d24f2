using System.Text.Json;
using Workers.OpenQuake;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Results;

namespace Workers.Operations.Results.Comparison;

/// <summary>What differs between two jobs that have results.</summary>
public sealed record JobComparison
{
    public required Guid A { get; init; }
    public required Guid B { get; init; }

    /// <summary>Where they come from, as far as it differs: hazard, area, model, mode, build, parameters.</summary>
    public required IReadOnlyList<InputDifference> Inputs { get; init; }

    /// <summary>Totals side by side.</summary>
    public required IReadOnlyList<TotalDifference> Totals { get; init; }

    /// <summary>How far each output is apart, value by value.</summary>
    public required IReadOnlyList<OutputDifference> Outputs { get; init; }

    /// <summary>
    /// Every value of every output is the same, whatever the inputs: then another build, say, changed nothing.
    /// </summary>
    public bool HaveEqualResults => Outputs.All(output => output.IsEqual);

    internal static JobComparison Create(ComparedJob a, ComparedJob b) => new()
    {
        A = a.Archived.Calculation.Id,
        B = b.Archived.Calculation.Id,
        Inputs = [.. InputsOf(a.Archived.Calculation, b.Archived.Calculation)],
        Totals = TotalDifference.Between(a, b),
        Outputs = OutputDifference.Between(a.Archived.Results, b.Archived.Results),
    };

    private static IEnumerable<InputDifference> InputsOf(RiskCalculationRow a, RiskCalculationRow b)
    {
        (string Name, string? A, string? B)[] inputs =
        [
            ("hazard", $"{a.HazardCalculationId}", $"{b.HazardCalculationId}"),
            ("area", a.Area, b.Area),
            ("model", a.RiskModelId, b.RiskModelId),
            ("mode", a.Mode, b.Mode),
            ("build", $"{a.Engine} {a.EngineVersion}", $"{b.Engine} {b.EngineVersion}"),
        ];
        var first = ParametersOf(a);
        var second = ParametersOf(b);
        var parameters = first.Keys.Union(second.Keys)
            .Select(name => (name, first.GetValueOrDefault(name), second.GetValueOrDefault(name)));
        return inputs.Concat(parameters)
            .Where(input => input.Item2 != input.Item3)
            .Select(input => new InputDifference(input.Item1, input.Item2, input.Item3));
    }

    private static Dictionary<string, string> ParametersOf(RiskCalculationRow row) =>
        JsonSerializer.Deserialize<string[][]>(row.Parameters)!
            .GroupBy(pair => pair[0])
            .ToDictionary(group => group.Key, group => group.Last()[1]);
}

/// <summary>A job with its results and what its files say about them.</summary>
internal sealed record ComparedJob(ArchivedRiskCalculation Archived, RiskJobOutline Outline)
{
    public ResultTotals Totals { get; } = new(Archived.Results, Outline);
}

/// <summary>Something that two jobs come from, and that is not the same.</summary>
/// <param name="Name"><c>hazard</c>, <c>area</c>, <c>model</c>, <c>mode</c>, <c>build</c>, or a parameter.</param>
/// <param name="A">Null: the first job has none.</param>
/// <param name="B">Null: the second job has none.</param>
public sealed record InputDifference(string Name, string? A, string? B);
