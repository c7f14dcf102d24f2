using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>
/// The engine's outputs at full precision against results: every raw file, column and row is compared or a problem, and
/// so is every output of ours that has a raw form.
/// </summary>
public sealed class RawAnswer
{
    private readonly string _raw;
    private readonly bool _oneRealization;
    private readonly RawKeys _keys;
    private readonly RawTables _tables;

    /// <param name="raw">Folder of the raw files.</param>
    /// <param name="oneRealization">With one realization the engine keeps no statistics.</param>
    public RawAnswer(string raw, bool oneRealization)
    {
        _raw = raw;
        _oneRealization = oneRealization;
        _keys = new RawKeys(raw);
        _tables = new RawTables(raw, _keys);
    }

    /// <summary>Compares all files.</summary>
    public void Compare(Agreement agreement, RiskResults results)
    {
        var compared = new HashSet<RiskOutput>(ReferenceEqualityComparer.Instance);
        foreach (var path in Directory.GetFiles(_raw).Order(StringComparer.Ordinal))
            CompareFile(agreement, results, path, compared);
        var left = results.Outputs.Where(o => !compared.Contains(o) && HasRawForm(o))
            .GroupBy(o => $"{o.Kind} {o.LossType} {o.Statistic}");
        foreach (var output in left)
            agreement.Problem($"{output.Key} is not among the engine's raw outputs");
    }

    private void CompareFile(Agreement agreement, RiskResults results, string path, HashSet<RiskOutput> compared)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        switch (name)
        {
            case "loss_ids" or "tags":
                break;
            case "agg_keys":
                _keys.Compare(agreement, results);
                break;
            case "agg_values":
                RawAssets.CompareExposed(agreement, results, new(path));
                break;
            case "assetcol":
                RawAssets.Compare(agreement, results, new(path), _raw);
                break;
            default:
                compared.UnionWith(CompareOutputs(agreement, results, name, path));
                break;
        }
    }

    /// <summary>Compares a file of outputs; gives those of ours that it is about.</summary>
    private RiskOutput[] CompareOutputs(
        Agreement agreement,
        RiskResults results,
        string name,
        string path) => name switch
    {
        "risk_by_event" => _tables.CompareEvents(agreement, results, new(path)),
        OutputKind.AggregateRisk or OutputKind.AggregateCurves =>
            _tables.CompareAggregates(agreement, results, name, new(path)),
        "damages-rlzs" =>
            RawAssetValues.CompareDamages(agreement, results, name, new(path), o => o.Statistic is null),
        "damages-stats" =>
            RawAssetValues.CompareDamages(agreement, results, name, new(path), o => o.Statistic is not null),
        "bcr-rlzs" or "bcr-stats" => RawAssetValues.CompareRatios(agreement, results, name, new(path)),
        OutputKind.ReinsuranceByEvent => RawReinsurance.CompareEvents(agreement, results, new(path)),
        OutputKind.ReinsuranceByPolicy or OutputKind.ReinsuranceOfPortfolio or OutputKind.ReinsuranceCurves =>
            RawReinsurance.Compare(agreement, results, name, new(path)),
        _ when name.StartsWith(RawAssetValues.AverageLosses, StringComparison.Ordinal) =>
            RawAssetValues.CompareAverages(agreement, results, name, new(path)),
        _ when name.StartsWith(RawAssetValues.LossCurves, StringComparison.Ordinal) =>
            RawAssetValues.CompareCurves(agreement, results, name, new(path)),
        _ => Unknown(agreement, path),
    };

    private static RiskOutput[] Unknown(Agreement agreement, string path)
    {
        agreement.Problem($"raw/{Path.GetFileName(path)} was not compared");
        return [];
    }

    /// <summary>Outputs that the engine keeps in a form of which <c>raw</c> has a copy.</summary>
    private bool HasRawForm(RiskOutput output) => output.Kind switch
    {
        OutputKind.AverageLosses or OutputKind.Damages => output.Statistic is null || !_oneRealization,
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
}
