using System.Text.Json;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Results;

namespace Workers.Tests.Support.Answers;

/// <summary>A case that the engine has answered: inputs, and outputs at full precision.</summary>
public sealed record EngineCase(string Name, string Folder)
{
    private static readonly string Copies = Path.Combine(SharedCases.Root, "tests", "Risk.Tests", "Cases", "own");

    /// <summary>Cases that are in every clone.</summary>
    public static IReadOnlyList<string> InTheClone { get; } = [.. Directory.GetDirectories(Copies).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    /// <summary>All cases beside the checkout; one name, for a test that skips, where there are none.</summary>
    public static IReadOnlyList<string> BesideTheCheckout { get; } = !SharedCases.Present ? ["scenario_risk_case_1"] :
        [.. Directory.GetDirectories(SharedCases.Case(".")).Concat(Directory.GetDirectories(SharedCases.Case("own")))
            .Where(d => Directory.Exists(Path.Combine(d, "expected", "raw")))
            .Select(d => Path.GetRelativePath(SharedCases.Case("."), d)).Order(StringComparer.Ordinal)];

    public static EngineCase Copy(string name) => new(name, Path.Combine(Copies, name));

    public static EngineCase Shared(string name) => new(name, SharedCases.Case(name));

    public string Inputs => Path.Combine(Folder, "inputs");

    /// <summary>Folder of the hazard: in its neutral form, or where job.ini names its files.</summary>
    public string Hazard => Path.Combine(Inputs, "hazard") is var own && Directory.Exists(own) ? own : Inputs;

    /// <summary>Calculation mode.</summary>
    public string Mode
    {
        get
        {
            using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "case.json")));
            return json.RootElement.GetProperty("calculator").GetString()!;
        }
    }

    /// <summary>The risk job files. The job.ini of one case has lost the line that names its mapping.csv.</summary>
    public RiskJobFiles Files()
    {
        var files = RiskJobFiles.FromFolder(Inputs);
        return Name != "own/scenario_risk_area_mapping" ? files : RiskJobFiles.FromPairs(files.ReadAll().Select(f =>
            f.Path == "job.ini" ? (f.Path, [.. f.Content, .. "\ntaxonomy_mapping_csv = mapping.csv\n"u8]) : f));
    }

    /// <summary>Holds results against the engine's.</summary>
    public Agreement Compare(RiskResults results)
    {
        var expected = Path.Combine(Folder, "expected");
        return Mode is "scenario_damage" or "event_based_damage" or "classical_damage" or "classical_bcr"
            ? new DamageAnswer(expected).Compare(results)
            : new EngineAnswer(expected).Compare(results);
    }
}
