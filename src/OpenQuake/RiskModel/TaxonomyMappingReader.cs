using Workers.Errors;
using Workers.OpenQuake.Csv;
using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Vulnerability;

namespace Workers.OpenQuake.RiskModel;

/// <summary>
/// Reads taxonomy mappings: one CSV for all loss types, or a dictionary of them by loss type (readinput.py:
/// <c>taxonomy_mapping</c>).
/// </summary>
internal static class TaxonomyMappingReader
{
    /// <summary>The engine's own (hazardlib/pmf.py: <c>PRECISION</c>).</summary>
    private const double WeightTolerance = 1e-7;

    private const string Peril = "peril";
    private const string Country = "country";
    private static readonly string[] Columns = ["taxonomy", "risk_id", "conversion", "weight", Peril, Country];

    /// <summary>What a row says that holds for every peril and country; newer engines write it.</summary>
    private static readonly Dictionary<string, string[]> Unspecific = new()
    {
        [Peril] = ["", "*", "groundshaking"],
        [Country] = ["", "*", "?"],
    };

    public static TaxonomyMapping Read(
        JobFolder folder,
        string iniFolder,
        IniEntry? entry,
        IReadOnlyCollection<string> lossTypes,
        IReadOnlySet<string> taxonomies)
    {
        if (entry is null)
            return TaxonomyMapping.Identity;
        var byLossType = new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<WeightedFunction>>>(
            StringComparer.Ordinal);
        foreach (var (lossType, value) in entry.Dictionary(""))
        {
            var path = value as string ?? throw entry.Invalid("names of CSV files by loss type");
            var mapping = ReadFile(folder.Open(iniFolder, path, entry.Place), taxonomies);
            // A bare file name counts for all loss types.
            foreach (var one in lossType.Length > 0 ? [lossType] : lossTypes)
                byLossType[one] = mapping;
        }
        var missing = lossTypes.FirstOrDefault(l => !byLossType.ContainsKey(l));
        if (missing is not null)
            throw entry.Invalid($"a file for each loss type; {missing} has none");
        return new TaxonomyMapping(byLossType);
    }

    private static Dictionary<string, IReadOnlyList<WeightedFunction>> ReadFile(
        JobFile file,
        IReadOnlySet<string> taxonomies)
    {
        var csv = file.ReadCsv();
        RefuseUnknownColumns(csv);
        var taxonomyColumn = csv.Column("taxonomy");
        // conversion is the older name.
        var riskIdColumn = csv.Find("risk_id") ?? csv.Find("conversion") ?? csv.Column("risk_id");
        var weightColumn = csv.Find("weight");
        var rows = new Dictionary<string, List<WeightedFunction>>(StringComparer.Ordinal);
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        while (csv.Next())
        {
            var taxonomy = csv.Text(taxonomyColumn);
            var riskId = csv.Text(riskIdColumn);
            if (taxonomy.Length == 0 || riskId.Length == 0)
                throw TaxonomyErrors.EmptyMapping(csv.At());
            RefuseSpecific(csv);
            var weight = weightColumn is { } at ? ReadWeight(csv, at, taxonomy) : 1;
            if (!rows.TryGetValue(taxonomy, out var functions))
                rows[taxonomy] = functions = [];
            // A row may be there several times: as in the engine each is a part of its own, calculated on its own.
            // In the order of rows: random numbers are drawn in it.
            functions.Add(new(riskId, weight));
            places[taxonomy] = csv.At();
        }
        // The engine does not look at taxonomies that no asset has.
        foreach (var (taxonomy, functions) in rows.Where(r => taxonomies.Contains(r.Key)))
        {
            var sum = functions.Sum(f => f.Weight);
            if (Math.Abs(sum - 1) > WeightTolerance)
                throw TaxonomyErrors.MappingSumsTo(sum, taxonomy, places[taxonomy]);
        }
        return rows.ToDictionary(r => r.Key, r => (IReadOnlyList<WeightedFunction>)r.Value, StringComparer.Ordinal);
    }

    /// <summary>The engine reads no other columns; one that is passed over might have changed the results.</summary>
    private static void RefuseUnknownColumns(CsvTable csv)
    {
        var unknown = csv.Columns.FirstOrDefault(c => c.Length > 0 && !Columns.Contains(c));
        if (unknown is not null)
            throw CsvErrors.UnknownColumn(ErrorCode.TaxonomyMappingInvalid, unknown, Columns, csv.At());
    }

    private static void RefuseSpecific(CsvTable csv)
    {
        foreach (var (column, unspecific) in Unspecific)
            if (csv.Find(column) is { } at && !unspecific.Contains(csv.Text(at)))
                throw TaxonomyErrors.MappingBy(column, csv.Text(at), csv.At());
    }

    private static double ReadWeight(CsvTable csv, int column, string taxonomy)
    {
        const string expected = "a weight from 0 to 1";
        return csv.Number(column, ErrorCode.TaxonomyMappingInvalid, expected, v => v is >= 0 and <= 1, taxonomy);
    }
}
