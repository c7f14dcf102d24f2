using System.Globalization;
using System.Text;

namespace Workers.Bench.Workload;

/// <summary>
/// Risk job files as an engine user has them: assets spread evenly over the sites, twenty taxonomies, functions without
/// scatter.
/// </summary>
internal static class SyntheticModel
{
    private const int Taxonomies = 20;
    private static readonly string[] States = ["slight", "moderate", "extensive", "complete"];
    private static readonly double[] Levels =
        [.. Enumerable.Range(0, 20).Select(i => Math.Round(0.02 * Math.Pow(200, i / 19.0), 5))];

    public static Dictionary<string, byte[]> Files(Size size)
    {
        var damage = size.Mode.EndsWith("damage", StringComparison.Ordinal);
        var hasTime = size.IsClassical || size.Mode.StartsWith("event_based", StringComparison.Ordinal);
        var hasCurves = size.Mode == "classical_risk";
        var functions = damage ? "fragility" : "vulnerability";
        return new Dictionary<string, string>
        {
            ["job.ini"] = $"""
                [general]
                description = benchmark: {size}
                calculation_mode = {size.Mode}
                exposure_file = exposure.xml
                structural_{functions}_file = {functions}.xml
                asset_hazard_distance = 1
                master_seed = 42
                {(hasTime ? "risk_investigation_time = 1" : "")}
                {(hasCurves ? "lrem_steps_per_interval = 1\nconditional_loss_poes = 0.02, 0.1" : "")}
                """,
            ["exposure.xml"] = """
                <?xml version="1.0" encoding="utf-8"?>
                <nrml xmlns="http://openquake.org/xmlns/nrml/0.5">
                <exposureModel id="bench" category="buildings" taxonomySource="invented">
                  <description>benchmark</description>
                  <conversions><costTypes>
                    <costType name="structural" type="per_asset" unit="EUR"/>
                  </costTypes></conversions>
                  <assets>exposure.csv</assets>
                </exposureModel></nrml>
                """,
            ["exposure.csv"] = Assets(size),
            [$"{functions}.xml"] = damage ? Fragility() : Vulnerability(),
        }.ToDictionary(f => f.Key, f => Encoding.UTF8.GetBytes(f.Value));
    }

    private static string Assets(Size size)
    {
        var random = new Random(5);
        var csv = new StringBuilder("id,lon,lat,taxonomy,number,structural\n");
        for (var asset = 0; asset < size.Assets; asset++)
        {
            var (lon, lat) = SyntheticHazard.Place(asset % size.Sites, size.Sites);
            csv.Append(CultureInfo.InvariantCulture,
                $"a{asset:000000},{lon},{lat},T{random.Next(Taxonomies):00}," +
                $"{random.Next(1, 40)},{50_000 * Math.Exp(2 * random.NextDouble()):0.00}\n");
        }
        return csv.ToString();
    }

    /// <summary>
    /// Weibull curves: the later half of the levels is nearly full loss for weak taxonomies, little for strong ones.
    /// </summary>
    private static string Vulnerability() => Nrml("vulnerabilityModel", Each((taxonomy, imt) =>
    {
        var scale = 0.4 + (0.08 * taxonomy);
        var means = Levels.Select(level => Math.Round(1 - Math.Exp(-Math.Pow(level / scale, 1.8)), 7));
        return $"""
            <vulnerabilityFunction id="T{taxonomy:00}" dist="LN"><imls imt="{imt}">{List(Levels)}</imls>
            <meanLRs>{List(means)}</meanLRs><covLRs>{List(Levels.Select(_ => 0.0))}</covLRs></vulnerabilityFunction>
            """;
    }));

    private static string Fragility() =>
        Nrml("fragilityModel", $"<limitStates>{string.Join(' ', States)}</limitStates>" + Each((taxonomy, imt) =>
        $"""
        <fragilityFunction id="T{taxonomy:00}" format="continuous" shape="logncdf">
        <imls imt="{imt}" noDamageLimit="0.02" minIML="0.01" maxIML="5"/>
        {string.Concat(States.Select((state, i) => Params(state, (0.12 + (0.015 * taxonomy)) * Math.Pow(1.7, i))))}
        </fragilityFunction>
        """));

    private static string Params(string state, double mean) =>
        FormattableString.Invariant($"""<params ls="{state}" mean="{mean:0.####}" stddev="{0.55 * mean:0.####}"/>""");

    private static string Each(Func<int, string, string> function) =>
        string.Concat(Enumerable.Range(0, Taxonomies).Select(t => function(t, ImtOf(t)) + "\n"));

    private static string ImtOf(int taxonomy) => SyntheticHazard.Imts[taxonomy % SyntheticHazard.Imts.Count];

    private static string Nrml(string model, string content) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <nrml xmlns="http://openquake.org/xmlns/nrml/0.5">
        <{model} id="bench" assetCategory="buildings" lossCategory="structural">
        <description>benchmark</description>
        {content}</{model}></nrml>
        """;

    private static string List(IEnumerable<double> values) =>
        string.Join(' ', values.Select(v => v.ToString("0.#######", CultureInfo.InvariantCulture)));
}
