using static Workers.Support.Answers.RawColumns;
using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>The engine's assets, and what can be lost of them.</summary>
internal static class RawAssets
{
    public static void Compare(Agreement agreement, RiskResults results, Table table, string raw)
    {
        agreement.CountFile(table.Rows.Count, table.Names.Length);
        var tags = Json<Dictionary<string, string[]>>(Path.Combine(raw, "tags.json"));
        if (
            !table.Rows.Select(r => (r["id"], int.Parse(r["site_id"])))
                .SequenceEqual(results.Assets.Select(a => (a.Id, a.SiteId))))
        {
            agreement.Problem("assets or their sites are in another order: " +
                string.Join(' ', results.Assets.Take(10).Select(a => $"{a.Id}@{a.SiteId}")));
            return;
        }
        foreach (var column in table.Names)
            for (var a = 0; a < table.Rows.Count; a++)
                CompareAsset(agreement, results, results.Assets[a], table.Rows[a], column, tags);
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
    public static void CompareExposed(Agreement agreement, RiskResults results, Table table)
    {
        agreement.CountFile(table.Rows.Count, table.Names.Length);
        for (var k = 0; k < table.Rows.Count; k++)
            foreach (var column in table.Names)
                if (column == "number" || IndexOf(results.LossTypes, column) is not null)
                    agreement.Compare(
                        $"agg_values {column} of {k}", table.Rows[k].Number(column), Exposed(results, k, column),
                        SumsOfFloats);
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
}
