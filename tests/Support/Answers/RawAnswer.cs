using System.Text.Json;
using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>
/// The engine's outputs at full precision against results: every raw file, column and row is compared or a problem, and
/// so is every
/// output of ours that has a raw form.
/// </summary>
/// <param name="raw">Folder of the raw files.</param>
/// <param name="oneRealization">With one realization the engine keeps no statistics.</param>
public sealed class RawAnswer(string raw, bool oneRealization)
{
    /// <summary>
    /// The engine sums up to thousands of events in float32, in blocks that depend on its machine; ours is the sum in
    /// double.
    /// </summary>
    private const double SumsOfFloats = 2e-6;

    private const string AverageLosses = "avg_losses-";
    private const string LossCurves = "loss_curves-";
    private const string Keys = "agg_keys.json";
    private const string Total = "total";
    private const string Policy = "policy_id";

    private static readonly string[] CurveTypes = ["_aep", "_oep"];

    private static readonly string[] TableKeys = ["event_id", "agg_id", "rlz_id", "loss_id", "return_period"];

    private readonly Dictionary<string, string> _lossTypes =
        Json<Dictionary<string, string>>(Path.Combine(raw, "loss_ids.json"));
    private readonly string[] _keys = File.Exists(Path.Combine(raw, Keys))
        ? Json<string[]>(Path.Combine(raw, Keys))
        : [];

    /// <summary>Compares all files.</summary>
    public void Compare(Agreement agreement, RiskResults results)
    {
        var compared = new HashSet<RiskOutput>(ReferenceEqualityComparer.Instance);
        foreach (var path in Directory.GetFiles(raw).Order(StringComparer.Ordinal))
            CompareFile(agreement, results, path, compared);
        var left = results.Outputs.Where(o => !compared.Contains(o) && HasRawForm(o))
            .GroupBy(o => $"{o.Kind} {o.LossType} {o.Statistic}");
        foreach (var output in left)
            agreement.Problem($"{output.Key} is not among the engine's raw outputs");
    }

    private void CompareFile(Agreement agreement, RiskResults results, string path, HashSet<RiskOutput> compared)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        RiskOutput[] ours = name switch
        {
            "loss_ids" or "tags" => [],
            "agg_keys" => CompareKeys(agreement, results),
            "agg_values" => CompareExposed(agreement, results, new(path)),
            "assetcol" => CompareAssets(agreement, results, new(path)),
            "risk_by_event" => CompareEvents(agreement, results, new(path)),
            OutputKind.AggregateRisk or OutputKind.AggregateCurves =>
                CompareAggregates(agreement, results, name, new(path)),
            "damages-rlzs" => CompareDamages(agreement, results, name, new(path), o => o.Statistic is null),
            "damages-stats" => CompareDamages(agreement, results, name, new(path), o => o.Statistic is not null),
            "bcr-rlzs" or "bcr-stats" => CompareRatios(agreement, results, name, new(path)),
            OutputKind.ReinsuranceByEvent => CompareReinsuredEvents(agreement, results, new(path)),
            OutputKind.ReinsuranceByPolicy or OutputKind.ReinsuranceOfPortfolio or OutputKind.ReinsuranceCurves =>
                CompareReinsurance(agreement, results, name, new(path)),
            _ when name.StartsWith(AverageLosses, StringComparison.Ordinal) =>
                CompareAverages(agreement, results, name, new(path)),
            _ when name.StartsWith(LossCurves, StringComparison.Ordinal) =>
                CompareCurves(agreement, results, name, new(path)),
            _ => Unknown(agreement, path),
        };
        compared.UnionWith(ours);
    }

    private static RiskOutput[] Unknown(Agreement agreement, string path)
    {
        agreement.Problem($"raw/{Path.GetFileName(path)} was not compared");
        return [];
    }

    /// <summary>Outputs that the engine keeps in a form of which <c>raw</c> has a copy.</summary>
    private bool HasRawForm(RiskOutput output) => output.Kind switch
    {
        OutputKind.AverageLosses or OutputKind.Damages => output.Statistic is null || !oneRealization,
        OutputKind.AggregateRisk or OutputKind.AggregateCurves => output.Statistic is null && IsNotEmpty(output),
        OutputKind.RiskByEvent => IsNotEmpty(output),
        _ => false,
    };

    private static bool IsNotEmpty(RiskOutput output) => output switch
    {
        EventTable table => table.EventIds.Length > 0,
        AggregateTable table => table.AggregateIds.Length > 0,
        _ => true,
    };

    /// <summary>Sites without assets have keys at the engine and none here; no row of a table refers to them.</summary>
    private RiskOutput[] CompareKeys(Agreement agreement, RiskResults results)
    {
        string[] ours = [.. results.AggregateKeys.Select(KeyOf)];
        agreement.CountFile(_keys.Length, 1);
        var bySite = results.AggregateKeys.Any(k => k.TagNames.Contains("site_id"));
        if (bySite ? !_keys.Where(ours.Contains).SequenceEqual(ours) : !_keys.SequenceEqual(ours))
            agreement.Problem(
                $"{Keys}: {string.Join(' ', ours.Take(10))} instead of {string.Join(' ', _keys.Take(10))}");
        return [];
    }

    private static string KeyOf(AggregateKey key) => string.Join(',', key.TagValues);

    /// <summary>
    /// An aggregation by its tags, as the engine lists them; keys of several lists may have the same.
    /// </summary>
    private string TheirKey(string aggId) =>
        int.Parse(aggId) is var at && at < _keys.Length ? Numbered(_keys, at) : Total;

    private static string[] NamesOfKeys(RiskResults results)
    {
        string[] keys = [.. results.AggregateKeys.Select(KeyOf)];
        return [.. keys.Select((_, k) => Numbered(keys, k)), Total];
    }

    private static string Numbered(string[] keys, int at) => $"{keys[at]} #{keys.Take(at).Count(k => k == keys[at])}";

    private RiskOutput[] CompareAssets(Agreement agreement, RiskResults results, Table table)
    {
        agreement.CountFile(table.Rows.Count, table.Names.Length);
        var tags = Json<Dictionary<string, string[]>>(Path.Combine(raw, "tags.json"));
        if (
            !table.Rows.Select(r => (r["id"], int.Parse(r["site_id"])))
                .SequenceEqual(results.Assets.Select(a => (a.Id, a.SiteId))))
        {
            agreement.Problem("assets or their sites are in another order: " +
                string.Join(' ', results.Assets.Take(10).Select(a => $"{a.Id}@{a.SiteId}")));
            return [];
        }
        foreach (var column in table.Names)
            for (var a = 0; a < table.Rows.Count; a++)
                CompareAsset(agreement, results, results.Assets[a], table.Rows[a], column, tags);
        return [];
    }

    private static void CompareAsset(
        Agreement agreement,
        RiskResults results,
        ResultAsset asset,
        Row row,
        string column,
        Dictionary<string, string[]> tags)
    {
        var what = $"{column} of {asset.Id}";
        if (column == "lon")
            agreement.Compare(what, row.Number(column), asset.Lon);
        else if (column == "lat")
            agreement.Compare(what, row.Number(column), asset.Lat);
        else if (column == "value-number")
            agreement.Compare(what, row.Number(column), asset.Number);
        else if (
            column.StartsWith("value-", StringComparison.Ordinal)
                && IndexOf(results.LossTypes, column["value-".Length..]) is { } l)
            agreement.Compare(what, row.Number(column), asset.Values[l]);
        else if (
            TagOf(results, asset, column) is { } tag && tags[column][int.Parse(row[column])] is { } expected
                && tag != expected)
            agreement.Problem($"{what}: {tag} instead of {expected}");
    }

    /// <summary>What can be lost by aggregation, the total last; ours is in the assets.</summary>
    private static RiskOutput[] CompareExposed(Agreement agreement, RiskResults results, Table table)
    {
        agreement.CountFile(table.Rows.Count, table.Names.Length);
        for (var k = 0; k < table.Rows.Count; k++)
            foreach (var column in table.Names)
                if (column == "number" || IndexOf(results.LossTypes, column) is not null)
                    agreement.Compare(
                        $"agg_values {column} of {k}", table.Rows[k].Number(column), Exposed(results, k, column),
                        SumsOfFloats);
        return [];
    }

    private static double Exposed(RiskResults results, int key, string column)
    {
        var tags = key < results.AggregateKeys.Count ? results.AggregateKeys[key] : new AggregateKey([], []);
        var assets = results.Assets.Where(
            asset => tags.TagNames.Zip(tags.TagValues).All(t => Has(results, asset, t.First, t.Second)));
        return IndexOf(results.LossTypes, column) is { } l
            ? assets.Sum(a => (double)a.Values[l])
            : assets.Sum(a => (double)a.Number);
    }

    private static bool Has(RiskResults results, ResultAsset asset, string tag, string value) =>
        value == (tag == "id" ? asset.Id : tag == "site_id" ? $"{asset.SiteId}" : TagOf(results, asset, tag));

    /// <summary>Tags of an asset; null for what is no tag of ours (<c>id</c>, <c>site_id</c>).</summary>
    private static string? TagOf(RiskResults results, ResultAsset asset, string tag) =>
        tag == "taxonomy" ? asset.Taxonomy : IndexOf(results.TagNames, tag) is { } at ? asset.Tags[at] : null;

    private static RiskOutput[] CompareAverages(Agreement agreement, RiskResults results, string name, Table table)
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
    private static RiskOutput[] CompareCurves(Agreement agreement, RiskResults results, string name, Table table)
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

    private static RiskOutput[] CompareReinsuredEvents(Agreement agreement, RiskResults results, Table table)
    {
        agreement.CountFile(table.Rows.Count, table.Names.Length);
        EventTable[] ours =
            [.. results.Outputs.OfType<EventTable>().Where(t => t.Kind == OutputKind.ReinsuranceByEvent)];
        foreach (var column in table.Names.Except(TableKeys))
            CompareColumn(
                agreement,
                $"{OutputKind.ReinsuranceByEvent} {column}",
                table.Rows.ToDictionary(r => long.Parse(r["event_id"]), r => r.Number(column)),
                ours.SelectMany(
                    t => t.EventIds.Select((e, i) => (e, (double?)Reinsured(t.Measures, column, t.Values)?[i]))),
                Remainder(table));
        return ours;
    }

    private static RiskOutput[] CompareReinsurance(Agreement agreement, RiskResults results, string kind, Table table)
    {
        agreement.CountFile(table.Rows.Count, table.Names.Length);
        AggregateTable[] ours = [.. results.Outputs.OfType<AggregateTable>().Where(t => t.Kind == kind)];
        var byPolicy = table.Names.Contains(Policy);
        var isCurve = table.Names.Contains("return_period");
        foreach (var column in table.Names.Except([.. TableKeys, Policy]))
            CompareColumn(
                agreement,
                $"{kind} {column}",
                table.Rows.ToDictionary(
                    r =>
                        (
                            int.Parse(r["rlz_id"]), byPolicy ? int.Parse(r[Policy]) - 1 : 0,
                            isCurve ? r.Number("return_period") : 0),
                    r => r.Number(column)),
                ours.SelectMany(t => t.AggregateIds.Select((k, i) => (
                    (t.Realization!.Value, byPolicy ? k : 0, t.ReturnPeriods?[i] ?? 0),
                    (double?)Reinsured(t.Measures, column, t.Values)?[i]))),
                Remainder(table));
        return ours;
    }

    /// <summary>
    /// What treaties leave of a claim is a small difference of float32 numbers: right to the last bits of the claim,
    /// not of itself.
    /// </summary>
    private static double Remainder(Table table) =>
        table.Names.Where(n => Bare(n) == "claim").Max(n => table.Rows.Max(r => Math.Abs(r.Number(n))))
            * 2 * (float.BitIncrement(1) - 1);

    /// <summary>A measure without what tells yearly sums and maxima apart.</summary>
    private static string Bare(string measure) =>
        CurveTypes.Any(t => measure.EndsWith(t, StringComparison.Ordinal)) ? measure[..^"_aep".Length] : measure;

    /// <summary>A measure of reinsurance; the engine numbers overspills with letters.</summary>
    private static T? Reinsured<T>(IReadOnlyList<string> measures, string column, T[] values)
        where T : class
    {
        const string Over = "over_";
        var bare = Bare(column);
        if (!bare.StartsWith(Over, StringComparison.Ordinal) || bare.Length != Over.Length + 1)
            return Measured(measures, column, offset: 0, values);
        var treaties = measures.Select(Bare).Distinct()
            .Where(m => m is not ("retention" or "claim") && !m.StartsWith("overspill_", StringComparison.Ordinal))
            .ToList();
        var name = $"overspill_{treaties[bare[^1] - 'A']}{column[bare.Length..]}";
        return Measured(measures, name, offset: 0, values);
    }

    private static RiskOutput[] CompareRatios(Agreement agreement, RiskResults results, string name, Table table)
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

    private static RiskOutput[] CompareDamages(
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

    private RiskOutput[] CompareEvents(Agreement agreement, RiskResults results, Table table)
    {
        agreement.CountFile(table.Rows.Count, table.Names.Length);
        var names = NamesOfKeys(results);
        EventTable[] ours = [.. results.Outputs.OfType<EventTable>().Where(t => t.Kind == OutputKind.RiskByEvent)];
        foreach (var column in table.Names.Except(TableKeys))
        {
            var theirs = table.Rows.ToDictionary(
                r =>
                    (long.Parse(r["event_id"]), TheirKey(r["agg_id"]), _lossTypes[r["loss_id"]]), r =>
                        r.Number(column));
            var own = ours.SelectMany(t => t.EventIds.Select((e, i) =>
                (
                    Key: (e, names[t.AggregateIds[i]], t.LossType),
                    Value: (double?)Measured(t.Measures, column, offset: 1, t.Values)?[i])));
            CompareColumn(agreement, $"risk_by_event {column}", theirs, own);
        }
        return ours;
    }

    private RiskOutput[] CompareAggregates(Agreement agreement, RiskResults results, string kind, Table table)
    {
        agreement.CountFile(table.Rows.Count, table.Names.Length);
        var names = NamesOfKeys(results);
        AggregateTable[] ours =
            [.. results.Outputs.OfType<AggregateTable>().Where(t => t.Kind == kind && t.Statistic is null)];
        var isCurve = kind == OutputKind.AggregateCurves;
        foreach (var column in table.Names.Except(TableKeys))
        {
            var theirs = table.Rows.ToDictionary(
                r =>
                    (
                        TheirKey(r["agg_id"]), int.Parse(r["rlz_id"]), _lossTypes[r["loss_id"]],
                        isCurve ? r.Number("return_period") : 0),
                r => r.Number(column));
            var own = ours.SelectMany(t => t.AggregateIds.Select((k, i) => (
                Key: (names[k], t.Realization!.Value, t.LossType, t.ReturnPeriods?[i] ?? 0),
                Value: (double?)Measured(t.Measures, column, offset: 0, t.Values)?[i])));
            CompareColumn(agreement, $"{kind} {column}", theirs, own);
        }
        return ours;
    }

    /// <summary>A column against ours; values are null where we have no such measure.</summary>
    private static void CompareColumn<TKey>(
        Agreement agreement,
        string what,
        Dictionary<TKey, double> theirs,
        IEnumerable<(TKey Key, double? Value)> ours,
        double absolute = 0)
        where TKey : notnull
    {
        var own = ours.ToList();
        if (own.Count > 0 && own.TrueForAll(o => o.Value is null))
            agreement.Problem($"{what}: there is no such measure");
        else
            agreement.CompareRows(what, theirs, own.ToDictionary(o => o.Key, o => o.Value ?? 0), absolute: absolute);
    }

    /// <summary>Values of a measure by the engine's name, which numbers damage states; null if there is none.</summary>
    private static T? Measured<T>(IReadOnlyList<string> measures, string column, int offset, T[] values)
        where T : class
    {
        var at = column.StartsWith("dmg_", StringComparison.Ordinal)
            ? int.Parse(column[4..]) - offset
            : IndexOf(measures, column) ?? -1;
        return at >= 0 && at < values.Length ? values[at] : null;
    }

    private static int? IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
            if (names[i] == name)
                return i;
        return null;
    }

    private static T Json<T>(string path) => JsonSerializer.Deserialize<T>(File.ReadAllText(path))!;
}
