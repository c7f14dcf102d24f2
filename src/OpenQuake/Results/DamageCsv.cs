using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.OpenQuake.Results;

/// <summary>
/// Damage by asset (export/risk.py: <c>export_damages_csv</c>): <c>damages</c> of classical curves, <c>avg_damages</c> of scenarios; the state with the
/// most buildings instead, if the job asks for it. Of event based damage the engine gives the consequences only, as <c>avg_risk</c>.
/// </summary>
internal static class DamageCsv
{
    public static Task WriteAsync(ResultFile file, IReadOnlyList<AssetValues> outputs, CancellationToken cancel) =>
        file.Parameters.ModalDamageState || file.Parameters.Mode.Hazard == ModeHazard.EventSet ? Task.CompletedTask
            : AssetTable.WriteAsync(file, outputs, o => Name(file, o), o => $"{o.LossType}~{o.Measure}", _ => Comment(file), cancel);

    public static Task WriteModesAsync(ResultFile file, IReadOnlyList<AssetValues> outputs, CancellationToken cancel)
    {
        var states = file.Results.Outputs.OfType<AssetValues>().Where(o => o.Kind == OutputKind.Damages).Select(o => o.Measure).Distinct().ToList();
        return AssetTable.WriteAsync(file, outputs, o => Name(file, o), o => $"modal-ds-{o.LossType}", _ => Comment(file), cancel, state => states[(int)state]);
    }

    public static Task WriteRiskAsync(ResultFile file, IReadOnlyList<AssetValues> outputs, CancellationToken cancel) => AssetTable.WriteAsync(file, outputs,
        o => $"avg_risk-{ResultFile.Kind(o.Realization, o.Statistic)}.csv", o => $"{o.LossType}~{o.Measure}", _ => file.CommentWithTimes, cancel);

    private static string Name(ResultFile file, AssetValues output) =>
        $"{(file.IsScenario ? "avg_damages" : "damages")}-{ResultFile.Kind(output.Realization, output.Statistic)}.csv";

    private static string Comment(ResultFile file) => file.IsScenario ? ResultFile.Comment : file.CommentWithTimes;
}
