using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Workers.Kit.Demo;

/// <summary>Writes the demo's input as an engine user would have it: two folders with job.ini, exposure, functions and hazard, and the drawn area.</summary>
public sealed class DemoFiles(string folder)
{
    private readonly DemoTown _town = new();

    public string Classical => Path.Combine(folder, "classical");

    public string Scenario => Path.Combine(folder, "scenario");

    public string Area => Path.Combine(folder, "area.geojson");

    public void Write()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        var shaking = new DemoShaking(_town);
        WriteModel(Classical, """
            description = Town demo: what the next 50 years may cost
            calculation_mode = classical_risk
            lrem_steps_per_interval = 2
            conditional_loss_poes = 0.1, 0.02
            """);
        WriteModel(Scenario, $"""
            description = Town demo: an earthquake of magnitude {DemoShaking.ScenarioMagnitude} on the fault
            calculation_mode = scenario_risk
            aggregate_by = district
            ignore_covs = true
            """);
        WriteCurves(Path.Combine(Classical, "hazard"), shaking);
        WriteFields(Path.Combine(Scenario, "hazard"), shaking);
        var ring = DemoTown.DrawnArea.Append(DemoTown.DrawnArea[0]).Select(corner => new[] { corner.Lon, corner.Lat });
        WriteJson(Area, new
        {
            type = "Feature",
            properties = new { name = "old town and east" },
            geometry = new { type = "Polygon", coordinates = new[] { ring } },
        });
    }

    private void WriteModel(string job, string parameters)
    {
        WriteText(Path.Combine(job, "job.ini"), $"""
            [general]
            {parameters}
            asset_hazard_distance = 5
            time_event = night
            exposure_file = exposure.xml
            structural_vulnerability_file = structural_vulnerability.xml
            contents_vulnerability_file = contents_vulnerability.xml
            occupants_vulnerability_file = occupants_vulnerability.xml

            """);
        WriteText(Path.Combine(job, "exposure.xml"), """
            <?xml version="1.0" encoding="utf-8"?>
            <nrml xmlns="http://openquake.org/xmlns/nrml/0.5">
              <exposureModel id="town" category="buildings" taxonomySource="invented">
                <description>An invented town</description>
                <conversions>
                  <costTypes>
                    <costType name="structural" type="per_asset" unit="EUR"/>
                    <costType name="contents" type="per_asset" unit="EUR"/>
                  </costTypes>
                </conversions>
                <occupancyPeriods>day night transit</occupancyPeriods>
                <tagNames>district</tagNames>
                <assets>exposure.csv</assets>
              </exposureModel>
            </nrml>

            """);
        WriteLines(Path.Combine(job, "exposure.csv"), "id,lon,lat,taxonomy,number,structural,contents,day,night,transit,district", _town.Buildings.Select(a =>
            Invariant($"{a.Id},{a.Lon},{a.Lat},{a.Taxonomy},{a.Number},{a.Structural},{a.Contents},{a.Day},{a.Night},{a.Transit},{a.District}")));
        foreach (var lossType in DemoFunctions.LossTypes)
            WriteText(Path.Combine(job, $"{lossType}_vulnerability.xml"), DemoFunctions.Nrml(lossType));
    }

    private void WriteCurves(string hazard, DemoShaking shaking)
    {
        WriteSites(hazard);
        WriteJson(Path.Combine(hazard, "hazard.json"), new
        {
            kind = "curves",
            investigation_time = DemoShaking.InvestigationTime,
            num_realizations = 1,
            weights = new[] { 1.0 },
            imtls = DemoShaking.Imts.ToDictionary(imt => imt.Name, _ => DemoShaking.Levels),
        });
        for (var imt = 0; imt < DemoShaking.Imts.Count; imt++)
        {
            var name = DemoShaking.Imts[imt].Name;
            var index = imt;
            WriteLines(Path.Combine(hazard, $"hazard_curve-rlz-000-{name}.csv"),
                Invariant($"#,,,,,,\"generated_by='workers demo', kind='rlz-000', investigation_time={DemoShaking.InvestigationTime:0.0}, imt='{name}'\"\n") +
                "lon,lat,depth," + string.Join(',', DemoShaking.Levels.Select(l => Invariant($"poe-{l}"))),
                _town.Sites.Select((site, i) => Invariant($"{site.Lon},{site.Lat},0.0,") + string.Join(',', shaking.Curve(i, index).Select(p => Invariant($"{p}")))));
        }
    }

    private void WriteFields(string hazard, DemoShaking shaking)
    {
        WriteSites(hazard);
        WriteJson(Path.Combine(hazard, "hazard.json"), new
        {
            kind = "gmf",
            investigation_time = (double?)null,
            num_events = DemoShaking.Events,
            num_realizations = 1,
            weights = new[] { 1.0 },
            imts = DemoShaking.Imts.Select(imt => imt.Name),
        });
        WriteLines(Path.Combine(hazard, "events.csv"), "event_id,rup_id,rlz_id", Enumerable.Range(0, DemoShaking.Events).Select(e => $"{e},0,0"));
        WriteLines(Path.Combine(hazard, "gmfs.csv"), "event_id,site_id," + string.Join(',', DemoShaking.Imts.Select(imt => $"gmv_{imt.Name}")),
            shaking.Fields().SelectMany((field, e) => Enumerable.Range(0, _town.Sites.Count)
                .Select(site => $"{e},{site}," + string.Join(',', field.Select(values => Invariant($"{values[site]}"))))));
    }

    private void WriteSites(string hazard) => WriteLines(Path.Combine(hazard, "sites.csv"), "site_id,lon,lat",
        _town.Sites.Select((site, i) => Invariant($"{i},{site.Lon},{site.Lat}")));

    private static void WriteLines(string file, string header, IEnumerable<string> lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllLines(file, lines.Prepend(header), new UTF8Encoding(false));
    }

    private static void WriteJson(string file, object content) => WriteText(file, JsonSerializer.Serialize(content));

    private static void WriteText(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text, new UTF8Encoding(false));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
