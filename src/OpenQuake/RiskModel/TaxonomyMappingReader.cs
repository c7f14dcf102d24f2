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
    private const double WeightTolerance = 1e-9;

    public static TaxonomyMapping Read(
        JobFolder folder,
        string iniFolder,
        IniEntry? entry,
        IReadOnlyCollection<string> lossTypes)
    {
        if (entry is null)
            return TaxonomyMapping.Identity;
        var byLossType = new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<WeightedFunction>>>(
            StringComparer.Ordinal);
        foreach (var (lossType, value) in entry.Dictionary(""))
        {
            var path = value as string ?? throw entry.Invalid("names of CSV files by loss type");
            var mapping = ReadFile(folder.Open(iniFolder, path, entry.Place));
            // A bare file name counts for all loss types.
            foreach (var one in lossType.Length > 0 ? [lossType] : lossTypes)
                byLossType[one] = mapping;
        }
        var missing = lossTypes.FirstOrDefault(l => !byLossType.ContainsKey(l));
        if (missing is not null)
            throw entry.Invalid($"a file for each loss type; {missing} has none");
        return new TaxonomyMapping(byLossType);
    }

    private static Dictionary<string, IReadOnlyList<WeightedFunction>> ReadFile(JobFile file)
    {
        var csv = new CsvTable(file);
        var taxonomyColumn = csv.Column("taxonomy");
        var riskIdColumn = csv.Find("risk_id") ?? csv.Find("conversion") ?? csv.Column("risk_id");
        var weightColumn = csv.Find("weight");
        var rows = new Dictionary<string, List<WeightedFunction>>(StringComparer.Ordinal);
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        while (csv.Next())
        {
            var taxonomy = csv.Text(taxonomyColumn);
            var riskId = csv.Text(riskIdColumn);
            if (taxonomy.Length == 0 || riskId.Length == 0)
                throw FunctionErrors.EmptyMapping(csv.At());
            var weight = weightColumn is { } at ? ReadWeight(csv, at, taxonomy) : 1;
            if (!rows.TryGetValue(taxonomy, out var functions))
                rows[taxonomy] = functions = [];
            if (functions.Any(f => f.RiskId == riskId))
                throw FunctionErrors.MappedTwice(taxonomy, riskId, csv.At());
            functions.Add(new(riskId, weight));
            places[taxonomy] = csv.At();
        }
        foreach (var (taxonomy, functions) in rows)
        {
            var sum = functions.Sum(f => f.Weight);
            if (Math.Abs(sum - 1) > WeightTolerance)
                throw FunctionErrors.MappingSumsTo(sum, taxonomy, places[taxonomy]);
        }
        return rows.ToDictionary(r => r.Key, r => (IReadOnlyList<WeightedFunction>)r.Value, StringComparer.Ordinal);
    }

    private static double ReadWeight(CsvTable csv, int column, string taxonomy)
    {
        const string expected = "a weight from 0 to 1";
        return csv.Number(column, ErrorCode.TaxonomyMappingInvalid, expected, v => v is >= 0 and <= 1, taxonomy);
    }
}
