using System.Globalization;
using System.Text;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Hazard;

namespace Workers.Faults.Load;

/// <summary>A job that is cut in blocks: thousands of assets at few sites, thousands of events.</summary>
internal static class BlockCase
{
    private const int Sites = 6, Events = 6_000, Assets = 14_000, Taxonomies = 3;

    public static ArchivableHazard GroundMotion()
    {
        var random = new Random(Events);
        var values = new float[Sites * Events];
        for (var i = 0; i < values.Length; i++) values[i] = random.NextSingle();
        Realization[] realizations = [new(0, 0.4), new(1, 0.6)];
        var set = new EventSet(
            [.. Enumerable.Range(0, Events).Select(e => (long)e)],
            [.. Enumerable.Range(0, Events).Select(e => e % 2)],
            [.. Enumerable.Range(1, Events)]);
        return new ArchivableHazard
        {
            Mode = "event_based",
            Description = "faults",
            Kind = HazardKind.GroundMotion,
            InvestigationTime = 1,
            SesPerLogicTreePath = 5_000,
            Sites = Places(),
            Depths = new double[Sites],
            Realizations = realizations,
            Imts = [new("PGA", [])],
            Outputs = [new("gmf", null, null)],
            Parameters = new Dictionary<string, string>(),
            GroundMotion = new GroundMotionFields(Places(), ["PGA"], set, realizations, [values]),
        };
    }

    public static RiskJobFiles Files() => RiskJobFiles.FromPairs(
        new (string Name, string Text)[]
        {
            ("job.ini", """
                [general]
                description = faults
                calculation_mode = event_based_risk
                exposure_file = exposure.xml
                structural_vulnerability_file = vulnerability.xml
                aggregate_by = district
                """),
            ("exposure.xml", Nrml("""
                <exposureModel id="e" category="buildings" taxonomySource="t"><description>faults</description>
                <conversions><costTypes><costType name="structural" type="per_asset" unit="EUR"/></costTypes>
                </conversions>
                <tagNames>district</tagNames><assets>exposure.csv</assets></exposureModel>
                """)),
            ("exposure.csv", Exposure()),
            ("vulnerability.xml", Nrml(
                "<vulnerabilityModel id=\"v\" assetCategory=\"buildings\" lossCategory=\"structural\">"
                + "<description>faults</description>"
                + string.Concat(Enumerable.Range(0, Taxonomies).Select(Function))
                + "</vulnerabilityModel>")),
        }.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text))));

    private static string Exposure()
    {
        var lines = new StringBuilder("id,lon,lat,taxonomy,number,structural,district\n");
        for (var a = 0; a < Assets; a++)
        {
            var lon = 10 + (0.1 * (a % Sites)) + (0.0001 * (a / Sites % 50));
            lines.AppendLine(
                CultureInfo.InvariantCulture,
                $"a{a},{lon},40,T{a % Taxonomies},1,{1000 + a},d{a % 5}");
        }
        return lines.ToString();
    }

    private static string Function(int taxonomy) => string.Create(CultureInfo.InvariantCulture, $"""
        <vulnerabilityFunction id="T{taxonomy}" dist="LN"><imls imt="PGA">0.1 0.3 0.6 0.9</imls>
        <meanLRs>0.01 {0.1 + (0.05 * taxonomy)} 0.4 0.8</meanLRs><covLRs>0 0 0 0</covLRs></vulnerabilityFunction>
        """);

    private static SiteCollection Places() =>
        new(
            [.. Enumerable.Range(0, Sites)],
            [.. Enumerable.Range(0, Sites).Select(s => 10 + (0.1 * s))],
            [.. Enumerable.Repeat(40.0, Sites)]);

    private static string Nrml(string content) =>
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
        + $"<nrml xmlns=\"http://openquake.org/xmlns/nrml/0.5\">{content}</nrml>";
}
