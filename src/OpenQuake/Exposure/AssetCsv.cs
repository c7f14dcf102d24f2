using Workers.Errors;
using Workers.OpenQuake.Csv;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Exposure;

namespace Workers.OpenQuake.Exposure;

/// <summary>
/// Assets in a CSV file (asset.py: <c>_read_csv</c>); columns are named by the engine's fields or by the exposureFields
/// of the XML.
/// </summary>
internal static class AssetCsv
{
    private static readonly string[] UndeclaredOccupancies = ["avg", "residents"];

    public static void Read(JobFile file, AssetList assets, bool dropsBadBytes)
    {
        using var csv = file.ReadCsv(dropsBadBytes);
        var columns = new Columns(csv, assets.Header);
        while (csv.Next())
        {
            var id = csv.Text(columns.Id);
            var name = $"asset {Shown.Shorten(id)}";
            var asset = new Asset
            {
                Id = id,
                Lon = ReadDegrees(csv, columns.Lon, 180, name),
                Lat = ReadDegrees(csv, columns.Lat, 90, name),
                Taxonomy = csv.Text(columns.Taxonomy),
                Number = ReadAmount(csv, columns.Number, name),
                // 1, not 0: values per area are multiplied with it.
                Area = ReadOptional(csv, columns.Area, name) ?? 1,
                Costs = [.. columns.Costs.Select(c => ReadCost(csv, c, assets, name))],
                Retrofitted = ReadOptional(csv, columns.Retrofitted, name),
                Occupants = [.. columns.Occupants.Select(c => ReadAmount(csv, c, name))],
                Deductible = ReadOptional(csv, columns.Deductible, name) ?? 0,
                Tags = [.. columns.Tags.Select(t => AssetList.Tag(csv.Text(t)))],
            };
            assets.Add(asset, file.Path, csv.Line);
        }
    }

    private static double ReadDegrees(CsvTable csv, int column, double most, string name)
    {
        var expected = $"degrees from -{most} to {most}";
        return csv.Number(column, ErrorCode.AssetInvalid, expected, v => Math.Abs(v) <= most, name);
    }

    private static float? ReadOptional(CsvTable csv, int? column, string name) =>
        column is null ? null : ReadAmount(csv, column.Value, name);

    private static float ReadAmount(CsvTable csv, int column, string name) =>
        (float)csv.Number(column, ErrorCode.AssetInvalid, AssetList.Amount, AssetList.IsAmount, name);

    private static float ReadCost(CsvTable csv, CostColumn cost, AssetList assets, string name)
    {
        if (csv.Text(cost.At).Length > 0)
            return ReadAmount(csv, cost.At, name);
        // ignore_missing_costs: the engine's zero-initialised record stays 0.
        return assets.MayMiss(cost.Type) ? 0 : throw ExposureErrors.NoCost(cost.Type, csv.At(name));
    }

    private readonly record struct CostColumn(string Type, int At);

    /// <summary>Where each field stands.</summary>
    private sealed class Columns
    {
        public Columns(CsvTable csv, ExposureHeader header)
        {
            int? Find(string field) => csv.Find(header.Columns.GetValueOrDefault(field, field));
            int Get(string field) => csv.Column(header.Columns.GetValueOrDefault(field, field));

            Id = Get("id");
            Lon = Get("lon");
            Lat = Get("lat");
            Taxonomy = Get("taxonomy");
            Number = Get("number");
            // The engine asks for areas only where a cost is per area.
            Area = header.CostTypes.Any(c => c.Basis == CostBasis.PerArea) ? Get("area") : Find("area");
            Costs = [.. header.CostTypes.Select(c => new CostColumn(c.Name, Get(c.Name)))];
            Retrofitted = Find("retrofitted");
            Deductible = Find("ideductible");
            Tags = [.. header.TagNames.Select(Get)];
            // The engine takes these columns without a declaration.
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
        public CostColumn[] Costs { get; }
        public int? Retrofitted { get; }
        public int? Deductible { get; }
        public int[] Tags { get; }
        public int[] Occupants { get; }
    }
}
