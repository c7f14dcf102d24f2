using Workers.OpenQuake.Results;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.OpenQuake;

/// <summary>
/// Writes results as the engine exports them: same names of files and columns, same order of rows (export/risk.py), but every number in full.
/// What the engine takes from the sources of the hazard (<c>src_loss_*.csv</c>) is not written.
/// </summary>
public static class EngineCsv
{
    /// <summary>Writes all outputs into a folder, which is made if it is not there.</summary>
    /// <param name="results">The results; with <see cref="RiskResults.Events"/>, event tables tell ruptures and years.</param>
    /// <param name="parameters">Parameters of the job: the mode and the time of day name some files and columns.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="cancel">Stops between rows.</param>
    public static async Task WriteAsync(RiskResults results, RiskParameters parameters, string folder, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(folder);
        var file = new ResultFile(results, parameters, folder);
        await RealizationsCsvFile.WriteAsync(file, cancel).ConfigureAwait(false);
        foreach (var kind in results.Outputs.GroupBy(o => o.Kind))
            await WriteAsync(file, kind.Key, kind, cancel).ConfigureAwait(false);
    }

    private static Task WriteAsync(ResultFile file, string kind, IEnumerable<RiskOutput> outputs, CancellationToken cancel) => kind switch
    {
        OutputKind.AverageLosses => AssetTable.WriteAsync(file, outputs.OfType<AssetValues>(),
            o => $"avg_losses-{ResultFile.Kind(o.Realization, o.Statistic)}.csv", o => o.LossType, _ => file.CommentWithTimes, cancel),
        OutputKind.LossMaps => AssetTable.WriteAsync(file, outputs.OfType<AssetValues>(),
            o => $"loss_maps-{ShortKind(o)}.csv", o => $"{o.LossType}~poe-{PythonNumber.Repr(o.Poe)}", o => file.CommentWithKind(ShortKind(o)), cancel),
        OutputKind.LossCurves => LossCurvesCsv.WriteAsync(file, outputs.OfType<AssetCurves>(), cancel),
        OutputKind.RiskByEvent => EventTableCsv.WriteAsync(file, [.. outputs.OfType<EventTable>()], cancel),
        OutputKind.AggregateRisk or OutputKind.AggregateCurves => AggregateTableCsv.WriteAsync(file, kind, outputs.OfType<AggregateTable>(), cancel),
        OutputKind.Damages => DamageCsv.WriteAsync(file, [.. outputs.OfType<AssetValues>()], cancel),
        OutputKind.ModalDamageState => DamageCsv.WriteModesAsync(file, [.. outputs.OfType<AssetValues>()], cancel),
        OutputKind.AverageRisk => DamageCsv.WriteRiskAsync(file, [.. outputs.OfType<AssetValues>()], cancel),
        OutputKind.ReinsuranceByEvent => ReinsuranceCsv.WriteByEventAsync(file, outputs.OfType<EventTable>().Single(), cancel),
        OutputKind.ReinsuranceByPolicy or OutputKind.ReinsuranceOfPortfolio or OutputKind.ReinsuranceCurves =>
            ReinsuranceCsv.WriteAsync(file, [.. outputs.OfType<AggregateTable>()], cancel),
        OutputKind.BenefitCost => AssetTable.WriteAsync(file, outputs.OfType<AssetValues>(),
            o => $"bcr-{ResultFile.Kind(o.Realization, o.Statistic)}.csv", o => o.Measure, _ => null, cancel),
        _ => throw new ArgumentException($"there is no file for outputs of kind {kind}", nameof(kind)),
    };

    /// <summary>Loss maps number their realizations without leading zeros.</summary>
    private static string ShortKind(AssetValues output) => output.Statistic ?? $"rlz-{output.Realization ?? 0}";
}
