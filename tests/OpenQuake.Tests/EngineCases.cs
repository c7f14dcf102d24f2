using Workers.OpenQuake.JobFiles;
using Workers.Risk;
using Workers.Risk.Hazard;
using Workers.Tests.Support;

namespace Workers.OpenQuake.Tests;

/// <summary>The engine's cases, each a folder with <c>inputs</c> and <c>expected</c>.</summary>
internal static class EngineCases
{
    /// <summary>Names of all cases that the engine has answered; those to be refused (<c>own/refused</c>, <c>own/xx*</c>) are not among them.</summary>
    public static IReadOnlyList<string> All()
    {
        var root = SharedCases.Case(".");
        return [.. Directory.GetDirectories(root).Concat(Directory.GetDirectories(Path.Combine(root, "own")))
            .Where(d => Directory.Exists(Path.Combine(d, "expected", "raw")))
            .Select(d => Path.GetRelativePath(root, d)).Order(StringComparer.Ordinal)];
    }

    public static string Inputs(string name) => Path.Combine(SharedCases.Case(name), "inputs");

    public static RiskJob Read(string name) => RiskJobReader.Read(Files(name));

    /// <summary>The job.ini of one case has lost the line that names its mapping.csv.</summary>
    private static RiskJobFiles Files(string name)
    {
        var files = RiskJobFiles.FromFolder(Inputs(name));
        return name != "own/scenario_risk_area_mapping" ? files : RiskJobFiles.FromPairs(files.ReadAll().Select(f =>
            f.Path == "job.ini" ? (f.Path, [.. f.Content, .. "\ntaxonomy_mapping_csv = mapping.csv\n"u8]) : f));
    }

    public static ArchivableHazard ReadHazard(string name) => HazardReader.Read(Path.Combine(Inputs(name), "hazard"));
}
