using System.Text.Json;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>A case that the engine has answered: inputs, and outputs at full precision.</summary>
public sealed record EngineCase(string Name, string Folder)
{
    private static readonly string Copies = Path.Combine(SharedCases.Root, "tests", "Risk.Tests", "Cases", "own");

    /// <summary>Cases that are in every clone.</summary>
    public static IReadOnlyList<string> InTheClone { get; } =
        [.. Directory.GetDirectories(Copies).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    /// <summary>
    /// Those beside the checkout that the clone does not have; one name, for a test that skips, where there are none.
    /// </summary>
    public static IReadOnlyList<string> BesideTheCheckout { get; } =
        SharedCases.Present ? FindBesideTheCheckout() : ["scenario_risk_case_1"];

    public static EngineCase Copy(string name) => new(name, Path.Combine(Copies, name));

    /// <summary>A case beside the checkout, by its path there; from the clone if that has a copy.</summary>
    public static EngineCase Shared(string name)
    {
        var folder = SharedCases.Case(name);
        var copy = Path.Combine(Copies, Path.GetFileName(name));
        return new(name, Directory.Exists(copy) ? copy : folder);
    }

    public string Inputs => Path.Combine(Folder, "inputs");

    /// <summary>Folder of the hazard: in its neutral form, or where job.ini names its files.</summary>
    public string Hazard
    {
        get
        {
            var own = Path.Combine(Inputs, "hazard");
            return Directory.Exists(own) ? own : Inputs;
        }
    }

    /// <summary>Calculation mode.</summary>
    public string Mode
    {
        get
        {
            using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "case.json")));
            return json.RootElement.GetProperty("calculator").GetString()!;
        }
    }

    /// <summary>The risk job files.</summary>
    public RiskJobFiles Files() => RiskJobFiles.FromFolder(Inputs);

    /// <summary>Holds results against the engine's.</summary>
    public Agreement Compare(RiskResults results)
    {
        var expected = Path.Combine(Folder, "expected");
        return Mode is "scenario_damage" or "event_based_damage" or "classical_damage" or "classical_bcr"
            ? new DamageAnswer(expected).Compare(results)
            : new EngineAnswer(expected).Compare(results);
    }

    private static string[] FindBesideTheCheckout()
    {
        var root = SharedCases.Case(".");
        return
        [
            .. Directory.GetDirectories(root)
                .Concat(Directory.GetDirectories(SharedCases.Case("own")))
                .Where(d => Directory.Exists(Path.Combine(d, "expected", "raw")))
                .Where(d => !Directory.Exists(Path.Combine(Copies, Path.GetFileName(d))))
                .Select(d => Path.GetRelativePath(root, d))
                .Order(StringComparer.Ordinal),
        ];
    }
}
