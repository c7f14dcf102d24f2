using System.Globalization;
using System.Text;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Hazard;

namespace Workers.Faults.Load;

/// <summary>
/// A job that is cut in blocks, small enough for tests and fault runs: many assets at few sites, thousands of events.
/// </summary>
public static class LargeJob
{
    private const int Sites = 8;

    /// <param name="sites">More than there are assets at, for an area that holds them all.</param>
    public static ArchivableHazard GroundMotion(int events, int sites = Sites)
    {
        var random = new Random(events);
        var values = new float[sites * events];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.NextSingle();
        Realization[] realizations = [new(0, 0.4), new(1, 0.6)];
        var set = new EventSet(
            [.. Enumerable.Range(0, events).Select(e => (long)e)],
            [.. Enumerable.Range(0, events).Select(e => e % 2)],
            [.. Enumerable.Range(1, events)]);
        return Hazard("event_based", HazardKind.GroundMotion, realizations) with
        {
            Imts = [new("PGA", [])],
            Outputs = [new("gmf", null, null)],
            Sites = Places(sites),
            Depths = new double[sites],
            GroundMotion = new GroundMotionFields(Places(sites), ["PGA"], set, realizations, [values]),
        };
    }

    public static ArchivableHazard Curves()
    {
        double[] levels = [.. Enumerable.Range(1, 20).Select(i => 0.05 * i)];
        double[] poes = [.. Enumerable.Range(0, Sites).SelectMany(s => levels.Select(l => Math.Exp(-l * (3 + s))))];
        return Hazard("classical", HazardKind.Curves, [new(0, 1)]) with
        {
            Imts = [new("PGA", levels)],
            Outputs = [new("rlz-000", 0, null)],
            Poes = [[poes]],
        };
    }

    /// <param name="mode">Calculation mode.</param>
    /// <param name="cov">Coefficient of variation of the losses; above 0 they are drawn at random.</param>
    public static RiskJobFiles Files(string mode, int assets, double cov)
    {
        var exposure = new StringBuilder("id,lon,lat,taxonomy,number,structural,district\n");
        for (var a = 0; a < assets; a++)
            exposure.AppendLine(
                CultureInfo.InvariantCulture,
                $"a{a},{10 + (0.1 * (a % Sites)) + (0.0001 * (a / Sites % 50))},40,T{a % 3},1,{1000 + a},d{a % 5}");
        var functions = string.Concat(Enumerable.Range(0, 3).Select(t =>
            $"<vulnerabilityFunction id=\"T{t}\" dist=\"LN\"><imls imt=\"PGA\">0.1 0.3 0.6 0.9</imls>" +
            $"<meanLRs>0.01 {0.1 + (0.05 * t)} 0.4 0.8</meanLRs><covLRs>{cov} {cov} {cov} {cov}</covLRs>" +
            "</vulnerabilityFunction>"));
        return RiskJobFiles.FromPairs(new (string, string)[]
        {
            ("job.ini", $"[general]\ndescription = large\ncalculation_mode = {mode}\nexposure_file = exposure.xml\n" +
                "structural_vulnerability_file = vulnerability.xml\n" +
                (mode == "event_based_risk" ? "aggregate_by = district\n" : "")),
            ("exposure.csv", exposure.ToString()),
            ("exposure.xml", Nrml("<exposureModel id=\"e\" category=\"buildings\" taxonomySource=\"t\">" +
                "<description>large</description><conversions><costTypes>" +
                "<costType name=\"structural\" type=\"per_asset\" unit=\"EUR\"/></costTypes></conversions>" +
                "<tagNames>district</tagNames><assets>exposure.csv</assets></exposureModel>")),
            ("vulnerability.xml", Nrml(
                "<vulnerabilityModel id=\"v\" assetCategory=\"buildings\" lossCategory=\"structural\">"
                + $"<description>large</description>{functions}</vulnerabilityModel>")),
        }.Select(f => (f.Item1, Encoding.UTF8.GetBytes(f.Item2))));
    }

    private static SiteCollection Places(int sites) =>
        new(
            [.. Enumerable.Range(0, sites)],
            [.. Enumerable.Range(0, sites).Select(s => 10 + (0.1 * s))],
            [.. Enumerable.Repeat(40.0, sites)]);

    private static ArchivableHazard Hazard(string mode, HazardKind kind, Realization[] realizations) => new()
    {
        Mode = mode,
        Description = "large",
        Kind = kind,
        InvestigationTime = 1,
        SesPerLogicTreePath = 5_000,
        Sites = Places(Sites),
        Depths = new double[Sites],
        Realizations = realizations,
        Imts = [],
        Outputs = [],
        Parameters = new Dictionary<string, string>(),
    };

    private static string Nrml(string content) =>
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
        + $"<nrml xmlns=\"http://openquake.org/xmlns/nrml/0.5\">{content}</nrml>";
}
