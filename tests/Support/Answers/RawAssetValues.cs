using static Workers.Support.Answers.RawColumns;
using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>The engine's outputs by asset. Each comparison gives the outputs of ours that it compared.</summary>
internal static class RawAssetValues
{
    public const string AverageLosses = "avg_losses-";
    public const string LossCurves = "loss_curves-";

    public static RiskOutput[] CompareAverages(Agreement agreement, RiskResults results, string name, Table table)
    {
        agreement.CountFile(table.Rows.Count, table.Names.Length);
        var ofRealizations = name.StartsWith(AverageLosses + "rlzs-", StringComparison.Ordinal);
        var lossType = name.Split('-')[2];
        AssetValues[] ours = [.. results.Outputs.OfType<AssetValues>().Where(o => o.Kind == OutputKind.AverageLosses
            && o.LossType.Replace('+', '_') == lossType && (o.Statistic is null) == ofRealizations)];
        if (table.Names.Length != ours.Length)
            agreement.Problem($"{name} has {table.Names.Length} columns, ours {ours.Length}");
        for (var c = 0; c < Math.Min(ours.Length, table.Names.Length); c++)
            for (var a = 0; a < table.Rows.Count; a++)
                agreement.Compare(
                    $"{name} {ours[c].Realization}{ours[c].Statistic} asset {results.Assets[a].Id}",
                    table.Rows[a].Number($"c{c}"),
                    ours[c].Values[a]);
        return ours;
    }

    /// <summary>
    /// Columns of the engine are the statistics, or the realizations; with one of these it keeps it as a statistic.
    /// </summary>
    public static RiskOutput[] CompareCurves(Agreement agreement, RiskResults results, string name, Table table)
    {
        agreement.CountFile(table.Rows.Count, table.Names.Length);
        var ofRealizations = name.StartsWith(LossCurves + "rlzs-", StringComparison.Ordinal);
        var lossType = name.Split('-')[2];
        AssetCurves[] ours = [.. results.Outputs.OfType<AssetCurves>()
            .Where(o => o.LossType.Replace('+', '_') == lossType && (o.Statistic is null) == ofRealizations)];
        foreach (var column in new[] { "loss", "poe" })
        {
            var theirs = table.Rows.ToDictionary(
                r => (int.Parse(r["asset"]), int.Parse(r["c"]), int.Parse(r["point"])), r => r.Number(column));
            var own = ours.SelectMany((o, c) => (column == "loss" ? o.Losses : o.Poes)
                .SelectMany((points, a) => points.Select((v, p) => (Key: (a, c, p), Value: (double)v))));
            agreement.CompareRows($"{name} {column}", theirs, own.ToDictionary(v => v.Key, v => v.Value));
        }
        return ours;
    }

    public static RiskOutput[] CompareRatios(Agreement agreement, RiskResults results, string name, Table table)
    {
        agreement.CountFile(table.Rows.Count, table.Names.Length);
        AssetValues[] ours = [.. results.Outputs.OfType<AssetValues>()
            .Where(
                o =>
                    o.Kind == OutputKind.BenefitCost
                        && (o.Statistic is null) == name.EndsWith("rlzs", StringComparison.Ordinal))];
        foreach (var measure in table.Names.Except(["asset", "c"]))
        {
            var theirs = table.Rows.ToDictionary(
                r => (int.Parse(r["asset"]), int.Parse(r["c"])), r => r.Number(measure));
            var own = ours.Where(o => o.Measure == measure)
                .SelectMany((o, c) => o.Values.Select((v, a) => (Key: (a, c), Value: (double)v)));
            agreement.CompareRows($"{name} {measure}", theirs, own.ToDictionary(v => v.Key, v => v.Value));
        }
        return ours;
    }

    public static RiskOutput[] CompareDamages(
        Agreement agreement, RiskResults results, string name, Table table, Func<AssetValues, bool> wanted)
    {
        agreement.CountFile(table.Rows.Count, table.Names.Length);
        AssetValues[] outputs =
            [.. results.Outputs.OfType<AssetValues>().Where(o => o.Kind == OutputKind.Damages && wanted(o))];
        var ours = outputs.GroupBy(o => o.LossType)
            .SelectMany((lossType, l) => lossType.GroupBy(o => (o.Realization, o.Statistic))
                .SelectMany((column, c) => column
                    .SelectMany((o, d) => o.Values.Select((v, a) => (Key: (a, c, l, d), Value: (double)v)))))
            .ToDictionary(v => v.Key, v => v.Value);
        var theirs = table.Rows.ToDictionary(
            r =>
                (int.Parse(r["asset"]), int.Parse(r["c"]), int.Parse(r["lt"]), int.Parse(r["d"])), r =>
                    r.Number("value"));
        agreement.CompareRows(name, theirs, ours, SumsOfFloats);
        return outputs;
    }
}
