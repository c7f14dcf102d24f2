using System.Globalization;
using System.Text;
using Workers.Bench.Workload;

namespace Workers.Bench.Assets;

/// <summary>
/// A risk model as a published European one is laid out, of any size: an exposure in NRML with CSV files beside it,
/// columns under names of their own, four loss types, five tags, many taxonomies. Seeded.
/// </summary>
internal static class LargeExposure
{
    /// <summary>Assets of the model that was published for Europe.</summary>
    public const int Published = 255_138;

    private const int Taxonomies = 300, Files = 4, Regions = 40, Towns = 1_500;
    private static readonly string[] LossTypes = ["structural", "nonstructural", "contents", "occupants"];
    private static readonly string[] Materials = ["CR", "MUR", "MCF", "S", "W"];
    private static readonly string[] Codes = ["CDN", "CDL", "CDM", "CDH"];
    private static readonly double[] Levels =
        [.. Enumerable.Range(0, 25).Select(i => Math.Round(0.02 * Math.Pow(200, i / 24.0), 5))];

    /// <summary>Writes it into a folder.</summary>
    public static void Write(string folder, Size size)
    {
        var isDamage = size.Mode.EndsWith("damage", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "job.ini"), Ini(size, isDamage));
        File.WriteAllText(Path.Combine(folder, "exposure.xml"), Header());
        for (var file = 0; file < Files; file++)
            WriteAssets(Path.Combine(folder, NameOf(file)), size, file);
        foreach (var lossType in LossTypes)
            File.WriteAllText(
                Path.Combine(folder, $"{lossType}.xml"),
                isDamage ? LargeFunctions.Fragility(Names()) : LargeFunctions.Vulnerability(lossType, Names(), Levels));
    }

    private static string Ini(Size size, bool isDamage)
    {
        var functions = isDamage ? "fragility" : "vulnerability";
        var files = LossTypes.Select(lossType => $"{lossType}_{functions}_file = {lossType}.xml");
        return $"""
            [general]
            description = benchmark: {size}
            calculation_mode = {size.Mode}
            exposure_file = exposure.xml
            {string.Join('\n', isDamage ? files.Take(1) : files)}
            asset_hazard_distance = 5
            master_seed = 42
            time_event = avg
            {(size.Mode.StartsWith("scenario", StringComparison.Ordinal) ? "" : "risk_investigation_time = 1")}
            {(size.Mode == "classical_risk" ? "lrem_steps_per_interval = 1" : "")}
            {(size.IsClassical ? "" : "aggregate_by = ID_1")}
            """;
    }

    private static string Header() => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <nrml xmlns="http://openquake.org/xmlns/nrml/0.5">
        <exposureModel id="bench" category="buildings" taxonomySource="invented">
          <description>benchmark</description>
          <conversions><costTypes>
            <costType name="structural" type="aggregated" unit="EUR"/>
            <costType name="nonstructural" type="aggregated" unit="EUR"/>
            <costType name="contents" type="aggregated" unit="EUR"/>
          </costTypes></conversions>
          <occupancyPeriods>day night transit avg</occupancyPeriods>
          <tagNames>OCCUPANCY SETTLEMENT ID_0 ID_1 ID_2</tagNames>
          <exposureFields>
            <field oq="id" input="ASSET_ID"/><field oq="lon" input="LONGITUDE"/><field oq="lat" input="LATITUDE"/>
            <field oq="taxonomy" input="TAXONOMY"/><field oq="number" input="BUILDINGS"/>
            <field oq="structural" input="COST_STRUCTURAL_EUR"/>
            <field oq="nonstructural" input="COST_NONSTRUCTURAL_EUR"/>
            <field oq="contents" input="COST_CONTENTS_EUR"/>
            <field oq="day" input="OCCUPANTS_DAY"/><field oq="night" input="OCCUPANTS_NIGHT"/>
            <field oq="transit" input="OCCUPANTS_TRANSIT"/><field oq="avg" input="OCCUPANTS_AVG"/>
          </exposureFields>
          <assets>{string.Join(' ', Enumerable.Range(0, Files).Select(NameOf))}</assets>
        </exposureModel></nrml>
        """;

    private static string NameOf(int file) => $"Exposure_{file}.csv";

    private static void WriteAssets(string path, Size size, int file)
    {
        var random = new Random(5 + file);
        var names = Names();
        using var csv = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        csv.Write(
            "ASSET_ID,LONGITUDE,LATITUDE,OCCUPANCY,SETTLEMENT,TAXONOMY,BUILDINGS,COST_STRUCTURAL_EUR," +
            "COST_NONSTRUCTURAL_EUR,COST_CONTENTS_EUR,OCCUPANTS_DAY,OCCUPANTS_NIGHT,OCCUPANTS_TRANSIT," +
            "OCCUPANTS_AVG,ID_0,ID_1,ID_2\n");
        for (var asset = file; asset < size.Assets; asset += Files)
        {
            // Some assets of a town share a place; it lies between sites.
            var town = asset / 4;
            var (lon, lat) = SyntheticHazard.Place(town % size.Sites, size.Sites);
            var (cost, people) = (2e5 * Math.Exp(3 * random.NextDouble()), 40 * random.NextDouble());
            csv.Write(string.Create(CultureInfo.InvariantCulture,
                $"XYZ_{town % Towns}_RES_{asset:0000000},{lon + (0.00001 * (town % 700)):0.#####}," +
                $"{lat + (0.00001 * (town % 500)):0.#####},{(asset % 3 == 0 ? "COM" : "RES")}," +
                $"{(asset % 2 == 0 ? "URBAN" : "RURAL")},{names[random.Next(Taxonomies)]},{1 + random.Next(90)}," +
                $"{0.3 * cost:0.####},{0.5 * cost:0.####},{0.2 * cost:0.####}," +
                $"{people:0.#####},{2 * people:0.#####},{1.5 * people:0.#####},{1.6 * people:0.#####}," +
                $"Xanadu,Region {town % Regions},Municipality of {town % Towns}\n"));
        }
    }

    private static string[] Names() =>
        [.. Enumerable.Range(0, Taxonomies).Select(t =>
            $"{Materials[t % 5]}/LDUAL+{Codes[t / 5 % 4]}/H:{1 + (t / 20)}")];
}
