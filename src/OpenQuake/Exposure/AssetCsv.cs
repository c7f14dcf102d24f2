using Workers.OpenQuake.Csv;
using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Exposure;
using Workers.Errors;

namespace Workers.OpenQuake.Exposure;

/// <summary>Assets in a CSV file (asset.py: <c>_read_csv</c>); columns are named by the engine's fields or by the exposureFields of the XML.</summary>
internal static class AssetCsv
{
    private static readonly string[] UndeclaredOccupancies = ["avg", "residents"];

    public static void Read(JobFile file, AssetList assets)
    {
        var csv = new CsvTable(file);
        var columns = new Columns(csv, assets.Header);
        while (csv.Next())
        {
            var id = csv.Text(columns.Id);
            var name = $"asset {IniFile.Shorten(id)}";
            assets.Add(new Asset
            {
                Id = id,
                Lon = csv.Number(columns.Lon, ErrorCode.AssetInvalid, "degrees from -180 to 180", v => Math.Abs(v) <= 180, name),
                Lat = csv.Number(columns.Lat, ErrorCode.AssetInvalid, "degrees from -90 to 90", v => Math.Abs(v) <= 90, name),
                Taxonomy = assets.Share(csv.Text(columns.Taxonomy)),
                Number = Value(csv, columns.Number, name),
                Area = columns.Area is { } area ? Value(csv, area, name) : 1,
                Costs = [.. columns.Costs.Select(c => Cost(csv, c, assets, name))],
                Retrofitted = columns.Retrofitted is { } retrofitted ? Value(csv, retrofitted, name) : null,
                Occupants = [.. columns.Occupants.Select(c => c is { } at ? Value(csv, at, name) : 0)],
                Deductible = columns.Deductible is { } deductible ? Value(csv, deductible, name) : 0,
                Tags = [.. columns.Tags.Select(t => csv.Text(t) is { Length: > 0 } tag ? assets.Share(tag) : "?")],
            }, csv.At(name));
        }
    }

    private static float Value(CsvTable csv, int column, string name) =>
        (float)csv.Number(column, ErrorCode.AssetInvalid, AssetList.NotNegative, v => v >= 0, name);

    private static float Cost(CsvTable csv, (string Type, int Column) cost, AssetList assets, string name)
    {
        if (csv.Text(cost.Column).Length > 0)
            return Value(csv, cost.Column, name);
        return assets.MayMiss(cost.Type) ? 0 : throw AssetList.MissingCost(cost.Type, csv.At(name));
    }

    /// <summary>Where each field stands.</summary>
    private sealed class Columns
    {
        public Columns(CsvTable csv, ExposureHeader header)
        {
            int? Find(string field) => csv.Find(header.Columns.GetValueOrDefault(field, field));
            int Get(string field) => csv.Column(header.Columns.GetValueOrDefault(field, field));

            (Id, Lon, Lat, Taxonomy, Number) = (Get("id"), Get("lon"), Get("lat"), Get("taxonomy"), Get("number"));
            Area = header.CostTypes.Any(c => c.Basis == CostBasis.PerArea) ? Get("area") : Find("area");
            Costs = [.. header.CostTypes.Select(c => (c.Name, Get(c.Name)))];
            Retrofitted = Find("retrofitted");
            Deductible = Find("ideductible");
            Tags = [.. header.TagNames.Select(Get)];
            foreach (var field in UndeclaredOccupancies.Where(f => Occupancy(f) is not null))
                header.Occupancy(field);
            Occupants = [.. header.OccupancyFields.Select(f => Occupancy(f) ?? csv.Column(f))];

            int? Occupancy(string field) => Find(field) ?? Find("occupants_" + field);
        }

        public int Id { get; }
        public int Lon { get; }
        public int Lat { get; }
        public int Taxonomy { get; }
        public int Number { get; }
        public int? Area { get; }
        public (string Type, int Column)[] Costs { get; }
        public int? Retrofitted { get; }
        public int? Deductible { get; }
        public int[] Tags { get; }
        public int?[] Occupants { get; }
    }
}
