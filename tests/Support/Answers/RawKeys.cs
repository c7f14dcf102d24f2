using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>The engine's list of aggregations.</summary>
internal sealed class RawKeys(string raw)
{
    private const string FileName = "agg_keys.json";
    private const string Total = "total";

    private readonly string[] _keys = File.Exists(Path.Combine(raw, FileName))
        ? RawColumns.Json<string[]>(Path.Combine(raw, FileName))
        : [];

    /// <summary>Sites without assets have keys at the engine and none here; no row of a table refers to them.</summary>
    public void Compare(Agreement agreement, RiskResults results)
    {
        string[] ours = [.. results.AggregateKeys.Select(KeyOf)];
        agreement.CountFile(_keys.Length, 1);
        var bySite = results.AggregateKeys.Any(k => k.TagNames.Contains("site_id"));
        if (bySite ? !_keys.Where(ours.Contains).SequenceEqual(ours) : !_keys.SequenceEqual(ours))
            agreement.Problem(
                $"{FileName}: {string.Join(' ', ours.Take(10))} instead of {string.Join(' ', _keys.Take(10))}");
    }

    private static string KeyOf(AggregateKey key) => string.Join(',', key.TagValues);

    /// <summary>
    /// An aggregation by its tags, as the engine lists them; keys of several lists may have the same.
    /// </summary>
    public string Name(string aggId) =>
        int.Parse(aggId) is var at && at < _keys.Length ? Numbered(_keys, at) : Total;

    public static string[] NamesOf(RiskResults results)
    {
        string[] keys = [.. results.AggregateKeys.Select(KeyOf)];
        return [.. keys.Select((_, k) => Numbered(keys, k)), Total];
    }

    private static string Numbered(string[] keys, int at) => $"{keys[at]} #{keys.Take(at).Count(k => k == keys[at])}";
}
