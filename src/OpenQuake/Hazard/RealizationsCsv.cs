using Workers.OpenQuake.Csv;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Hazard;
using Workers.Errors;

namespace Workers.OpenQuake.Hazard;

/// <summary>The engine's realizations export: rlz_id, branch_path, weight.</summary>
internal static class RealizationsCsv
{
    public static IReadOnlyList<Realization> Read(byte[] content, string file)
    {
        var csv = new CsvTable(new JobFile(file, content), ErrorCode.HazardFileMalformed);
        var (id, path, weight) = (csv.Column("rlz_id"), csv.Find("branch_path"), csv.Column("weight"));
        var (weights, paths) = (new List<double>(), new List<string>());
        while (csv.Next())
        {
            csv.Number(id, ErrorCode.HazardFileMalformed, $"{weights.Count}: ids count from 0", v => v == weights.Count);
            weights.Add(csv.Number(weight, ErrorCode.WeightsInvalid, "a weight from 0 to 1", v => v is >= 0 and <= 1));
            paths.Add(path is { } at ? csv.Text(at) : "");
        }
        return HazardMetadata.Realizations(weights, file, paths);
    }
}
