using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.OpenQuake.Results;

/// <summary>
/// Damage by asset (export/risk.py: <c>export_damages_csv</c>): <c>damages</c> of classical curves, <c>avg_damages</c>
/// of scenarios; the state with the most buildings instead, if the job asks for it. Of event based damage the engine
/// gives the consequences only, as <c>avg_risk</c>.
/// </summary>
internal static class DamageCsv
{
    public static Task WriteAsync(
        ResultCsvContext context,
        IReadOnlyList<AssetValues> outputs,
        CancellationToken cancel)
    {
        // The engine writes the one or the other, never both.
        if (context.Parameters.ModalDamageState || context.Parameters.Mode.Hazard == ModeHazard.EventSet)
            return Task.CompletedTask;
        var layout = Damages(context, o => $"{o.LossType}~{o.Measure}");
        return AssetTable.WriteAsync(context, outputs, layout, cancel);
    }

    /// <summary>The state with the most buildings, by name.</summary>
    public static Task WriteModalStatesAsync(
        ResultCsvContext context,
        IReadOnlyList<AssetValues> outputs,
        CancellationToken cancel)
    {
        var states = context.Results.Outputs.OfType<AssetValues>()
            .Where(o => o.Kind == OutputKind.Damages)
            .Select(o => o.Measure)
            .Distinct()
            .ToList();
        var layout = Damages(context, o => $"modal-ds-{o.LossType}") with
        {
            Write = (csv, state) => csv.Text(states[(int)state]),
        };
        return AssetTable.WriteAsync(context, outputs, layout, cancel);
    }

    public static Task WriteRiskAsync(
        ResultCsvContext context,
        IReadOnlyList<AssetValues> outputs,
        CancellationToken cancel)
    {
        var layout = new AssetTableLayout
        {
            FileName = o => $"avg_risk-{ResultCsvContext.Kind(o)}.csv",
            ColumnName = o => $"{o.LossType}~{o.Measure}",
            Comment = _ => context.CommentWithTimes,
        };
        return AssetTable.WriteAsync(context, outputs, layout, cancel);
    }

    private static AssetTableLayout Damages(ResultCsvContext context, Func<AssetValues, string> columnName)
    {
        var name = context.IsScenario ? "avg_damages" : "damages";
        return new()
        {
            FileName = o => $"{name}-{ResultCsvContext.Kind(o)}.csv",
            ColumnName = columnName,
            Comment = _ => context.CommentWithTimesUnlessScenario,
        };
    }
}
