using Workers.OpenQuake.Csv;
using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.Errors;
using Workers.Risk.Vulnerability;

namespace Workers.OpenQuake.RiskModel;

/// <summary>Reads taxonomy mappings: one CSV for all loss types, or a dictionary of them by loss type (readinput.py: <c>taxonomy_mapping</c>).</summary>
internal static class TaxonomyMappingReader
{
    private const double WeightTolerance = 1e-9;

    public static TaxonomyMapping Read(JobFolder folder, string iniFolder, IniEntry? entry, IReadOnlyCollection<string> lossTypes)
    {
        if (entry is null)
            return TaxonomyMapping.Identity;
        var byLossType = new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<WeightedFunction>>>(StringComparer.Ordinal);
        foreach (var (lossType, value) in entry.Dictionary(""))
        {
            var file = folder.Open(iniFolder, value as string ?? throw entry.Invalid("names of CSV files by loss type"), entry.Place);
            if (lossType.Length > 0)
                byLossType[lossType] = ReadFile(file);
            else
            {
                var map = ReadFile(file);
                foreach (var one in lossTypes)
                    byLossType[one] = map;
            }
        }
        return lossTypes.FirstOrDefault(l => !byLossType.ContainsKey(l)) is { } missing
            ? throw entry.Invalid($"a file for each loss type; {missing} has none")
            : new TaxonomyMapping(byLossType);
    }

    private static Dictionary<string, IReadOnlyList<WeightedFunction>> ReadFile(JobFile file)
    {
        var csv = new CsvTable(file);
        var (taxonomy, risk, weight) = (csv.Column("taxonomy"), csv.Find("risk_id") ?? csv.Find("conversion") ?? csv.Column("risk_id"), csv.Find("weight"));
        var rows = new Dictionary<string, List<WeightedFunction>>(StringComparer.Ordinal);
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        while (csv.Next())
        {
            var (name, id) = (csv.Text(taxonomy), csv.Text(risk));
            if (name.Length == 0 || id.Length == 0)
                throw new InputException(ErrorCode.TaxonomyMappingInvalid, "A taxonomy or risk id is empty.", csv.At(), "both");
            var share = weight is { } at ? csv.Number(at, ErrorCode.TaxonomyMappingInvalid, "a weight from 0 to 1", v => v is >= 0 and <= 1, name) : 1;
            if (!rows.TryGetValue(name, out var functions))
                rows[name] = functions = [];
            if (functions.Any(f => f.RiskId == id))
                throw new InputException(ErrorCode.TaxonomyMappingInvalid, $"The taxonomy {name} is mapped to {id} twice.", csv.At(), "once");
            functions.Add(new(id, share));
            places[name] = csv.At();
        }
        if (rows.FirstOrDefault(r => Math.Abs(r.Value.Sum(f => f.Weight) - 1) > WeightTolerance) is { Key: { } wrong } row)
            throw new InputException(ErrorCode.TaxonomyMappingInvalid, $"The weights of taxonomy {wrong} sum to {row.Value.Sum(f => f.Weight):R}.", places[wrong], "1");
        return rows.ToDictionary(r => r.Key, r => (IReadOnlyList<WeightedFunction>)r.Value, StringComparer.Ordinal);
    }
}
