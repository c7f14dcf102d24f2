using System.Text.Json;
using Workers.Risk.Hazard;

namespace Workers.Risk.Tests.Cases;

/// <summary>Reads the neutral form of a case's hazard, without any check: the cases are right.</summary>
internal static class NeutralHazard
{
    public static HazardInput Read(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "hazard.json")));
        var root = json.RootElement;
        var table = new Table(Path.Combine(folder, "sites.csv"));
        var rows = table.Rows.OrderBy(r => int.Parse(r["site_id"])).ToArray();
        var sites = new SiteCollection([.. rows.Select(r => int.Parse(r["site_id"]))],
            [.. rows.Select(r => Math.Round(double.Parse(r["lon"]), 5))], [.. rows.Select(r => Math.Round(double.Parse(r["lat"]), 5))]);
        Realization[] realizations = [.. root.GetProperty("weights").EnumerateArray().Select((w, i) => new Realization(i, w.GetDouble()))];
        return root.GetProperty("kind").GetString() == "curves"
            ? new CurveInput(Curves(folder, root, sites, realizations))
            : GroundMotion(folder, root, sites, realizations);
    }

    private static HazardCurves Curves(string folder, JsonElement root, SiteCollection sites, Realization[] realizations)
    {
        ImtLevels[] imts = [.. root.GetProperty("imtls").EnumerateObject().Select(p => new ImtLevels(p.Name, [.. p.Value.EnumerateArray().Select(l => l.GetDouble())]))];
        var poes = realizations.Select(r => imts.Select(imt =>
        {
            var table = new Table(Path.Combine(folder, $"hazard_curve-rlz-{r.Ordinal:000}-{imt.Imt}.csv"));
            return table.Rows.SelectMany(row => row.Values.Skip(3).Select(double.Parse)).ToArray();
        }).ToArray()).ToArray();
        return new(root.GetProperty("investigation_time").GetDouble(), sites, imts, realizations, poes);
    }

    private static GroundMotionInput GroundMotion(string folder, JsonElement root, SiteCollection sites, Realization[] realizations)
    {
        var events = new Table(Path.Combine(folder, "events.csv")).Rows.OrderBy(r => long.Parse(r["event_id"])).ToArray();
        var set = new EventSet([.. events.Select(r => long.Parse(r["event_id"]))], [.. events.Select(r => int.Parse(r["rlz_id"]))],
            events[0].Names.Contains("year") ? [.. events.Select(r => int.Parse(r["year"]))] : null);
        string[] imts = [.. root.GetProperty("imts").EnumerateArray().Select(i => i.GetString()!)];
        var gmvs = imts.Select(_ => Enumerable.Repeat(float.NaN, sites.Count * set.Count).ToArray()).ToArray();
        foreach (var row in new Table(Path.Combine(folder, "gmfs.csv")).Rows)
        {
            var cell = Array.BinarySearch(sites.Ids, int.Parse(row["site_id"])) * set.Count + Array.BinarySearch(set.Ids, long.Parse(row["event_id"]));
            for (var i = 0; i < imts.Length; i++)
                gmvs[i][cell] = float.Parse(row["gmv_" + imts[i]]);
        }
        return new(new GroundMotionFields(sites, imts, set, realizations, gmvs),
            root.GetProperty("investigation_time").ValueKind == JsonValueKind.Null ? null : root.GetProperty("investigation_time").GetDouble(),
            root.GetProperty("ses_per_logic_tree_path").ValueKind == JsonValueKind.Null ? 1 : root.GetProperty("ses_per_logic_tree_path").GetInt32(),
            root.GetProperty("number_of_logic_tree_samples").GetInt32());
    }
}
