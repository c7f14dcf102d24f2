using Workers.OpenQuake.Results;
using Workers.OpenQuake.Text;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.OpenQuake;

/// <summary>
/// Writes results as the engine exports them: same names of files and columns, same order of rows (export/risk.py), but
/// every number in full. What the engine takes from the sources of the hazard (<c>src_loss_*.csv</c>) is not written.
/// </summary>
public static class EngineCsv
{
    /// <summary>Writes all outputs into a folder, which is made if it is not there.</summary>
    /// <param name="results">
    /// The results; with <see cref="RiskResults.Events"/>, event tables tell ruptures and years.
    /// </param>
    /// <param name="parameters">
    /// Parameters of the job: the mode and the time of day name some files and columns.
    /// </param>
    /// <param name="folder">Where to.</param>
    /// <param name="calculation">
    /// Calculation id to name files with as the engine does: <c>aggrisk-_42.csv</c>; null for names without.
    /// </param>
    /// <param name="origin">Where the results come from; null if it is not known.</param>
    /// <param name="cancel">Stops between rows.</param>
    public static async Task WriteAsync(
        RiskResults results,
        RiskParameters parameters,
        string folder,
        string? calculation = null,
        ResultOrigin? origin = null,
        CancellationToken cancel = default)
    {
        Directory.CreateDirectory(folder);
        var context = new ResultCsvContext(results, parameters, folder)
        {
            Calculation = calculation,
            Origin = origin,
        };
        await RealizationsCsvFile.WriteAsync(context, cancel).ConfigureAwait(false);
        foreach (var kind in results.Outputs.GroupBy(o => o.Kind))
            await WriteAsync(context, kind.Key, [.. kind], cancel).ConfigureAwait(false);
    }

    private static Task WriteAsync(
        ResultCsvContext context,
        string kind,
        List<RiskOutput> outputs,
        CancellationToken cancel)
    {
        List<T> All<T>() where T : RiskOutput => [.. outputs.OfType<T>()];

        return kind switch
        {
            OutputKind.AverageLosses =>
                AssetTable.WriteAsync(
                    context, All<AssetValues>().FindAll(IsShownByAsset), AverageLosses(context), cancel),
            OutputKind.LossMaps =>
                AssetTable.WriteAsync(context, All<AssetValues>(), LossMaps(context), cancel),
            OutputKind.BenefitCost =>
                AssetTable.WriteAsync(context, All<AssetValues>(), BenefitCost(), cancel),
            OutputKind.LossCurves =>
                LossCurvesCsv.WriteAsync(context, All<AssetCurves>(), cancel),
            OutputKind.RiskByEvent =>
                EventTableCsv.WriteAsync(context, All<EventTable>(), cancel),
            OutputKind.AggregateRisk or OutputKind.AggregateCurves =>
                AggregateTableCsv.WriteAsync(context, kind, All<AggregateTable>(), cancel),
            OutputKind.Damages =>
                DamageCsv.WriteAsync(context, All<AssetValues>(), cancel),
            OutputKind.ModalDamageState =>
                DamageCsv.WriteModalStatesAsync(context, All<AssetValues>(), cancel),
            OutputKind.AverageRisk =>
                DamageCsv.WriteRiskAsync(context, All<AssetValues>(), cancel),
            OutputKind.ReinsuranceByEvent =>
                ReinsuranceCsv.WriteByEventAsync(context, All<EventTable>().Single(), cancel),
            OutputKind.ReinsuranceByPolicy or OutputKind.ReinsuranceOfPortfolio or OutputKind.ReinsuranceCurves =>
                ReinsuranceCsv.WriteAsync(context, All<AggregateTable>(), cancel),
            _ => throw new ArgumentException($"there is no file for outputs of kind {kind}", nameof(kind)),
        };
    }

    // The engine gives claims by event and aggregation only.
    private static bool IsShownByAsset(AssetValues output) => output.LossType != DerivedLossType.Claim;

    private static AssetTableLayout AverageLosses(ResultCsvContext context) => new()
    {
        FileName = o => $"avg_losses-{ResultCsvContext.Kind(o)}.csv",
        ColumnName = o => o.LossType,
        Comment = _ => context.CommentWithTimes,
    };

    private static AssetTableLayout LossMaps(ResultCsvContext context) => new()
    {
        FileName = o => $"loss_maps-{ShortKind(o)}.csv",
        ColumnName = o => $"{o.LossType}~poe-{PythonNumber.Repr(o.Poe)}",
        Comment = o => context.CommentWithKind(ShortKind(o)),
    };

    private static AssetTableLayout BenefitCost() => new()
    {
        FileName = o => $"bcr-{ResultCsvContext.Kind(o)}.csv",
        ColumnName = o => o.Measure,
        Comment = _ => null,
    };

    /// <summary>Loss maps number their realizations without leading zeros.</summary>
    private static string ShortKind(AssetValues output) => output.Statistic ?? $"rlz-{output.Realization ?? 0}";
}
