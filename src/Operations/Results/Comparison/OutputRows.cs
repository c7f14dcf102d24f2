using Workers.Risk.Results;

namespace Workers.Operations.Results.Comparison;

/// <summary>An output as rows that have a name, so that those of two jobs find each other.</summary>
/// <param name="Count">Number of rows.</param>
/// <param name="NameOf">Name of a row: its asset, or its aggregation with event or return period.</param>
/// <param name="ValuesOf">Numbers of a row.</param>
internal sealed record OutputRows(int Count, Func<int, RowName> NameOf, Func<int, IEnumerable<double>> ValuesOf)
{
    public static OutputRows Of(RiskOutput output, RiskResults results)
    {
        return output switch
        {
            AssetValues values => new(values.Values.Length, Asset, row => [values.Values[row]]),
            AssetCurves curves => new(
                curves.Losses.Length,
                Asset,
                row => curves.Losses[row].Concat(curves.Poes[row]).Select(value => (double)value)),
            EventTable table => new(
                table.EventIds.Length,
                row => new(Aggregate(table.AggregateIds[row]), $"event {table.EventIds[row]}"),
                row => table.Values.Select(column => (double)column[row])),
            AggregateTable table => new(
                table.AggregateIds.Length,
                row => new(
                    Aggregate(table.AggregateIds[row]),
                    table.ReturnPeriods is { } periods ? $"{periods[row]} years" : ""),
                row => table.Values.Select(column => column[row])),
            _ => throw new ArgumentException($"{output.GetType().Name} has no rows", nameof(output)),
        };

        RowName Asset(int row) => new($"asset {results.Assets[row].Id}", "");

        string Aggregate(int id) => id < results.AggregateKeys.Count
            ? string.Join(' ', results.AggregateKeys[id].TagValues)
            : "total";
    }

    /// <summary>What the output is called, and by what it finds its like in another job.</summary>
    public static string Name(RiskOutput output)
    {
        string?[] parts =
        [
            output.Kind,
            output.LossType,
            output is AssetValues { Measure: not Measure.Loss and var measure } ? measure : null,
            output is AssetValues { Poe: { } poe } ? $"poe-{poe}" : null,
            output.Statistic ?? (output.Realization is { } realization ? $"rlz-{realization:000}" : null),
        ];
        return string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
    }
}

/// <summary>Name of a row.</summary>
/// <param name="Who">Asset or aggregation.</param>
/// <param name="When">Event or return period; empty without.</param>
internal readonly record struct RowName(string Who, string When)
{
    public override string ToString() => When.Length == 0 ? Who : $"{Who}, {When}";
}
