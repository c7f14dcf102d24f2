using Workers.Errors;
using Workers.OpenQuake.Csv;
using Workers.Risk.Hazard;

namespace Workers.OpenQuake.Hazard;

/// <summary>The engine's realizations export: rlz_id, branch_path, weight.</summary>
internal static class RealizationsCsv
{
    public static IReadOnlyList<Realization> Read(byte[] content, string file)
    {
        using var csv = new CsvTable(content, file, ErrorCode.HazardFileMalformed);
        var id = csv.Column("rlz_id");
        var path = csv.Find("branch_path");
        var weight = csv.Column("weight");
        var weights = new List<double>();
        var paths = new List<string>();
        while (csv.Next())
        {
            var ordinal = weights.Count;
            // The position is the ordinal that events refer to.
            csv.Number(id, ErrorCode.HazardFileMalformed, $"{ordinal}: ids count from 0", v => v == ordinal);
            weights.Add(csv.Number(weight, ErrorCode.WeightsInvalid, "a weight from 0 to 1", v => v is >= 0 and <= 1));
            paths.Add(path is { } at ? csv.Text(at) : "");
        }
        return HazardMetadata.Realizations(weights, file, paths);
    }
}
