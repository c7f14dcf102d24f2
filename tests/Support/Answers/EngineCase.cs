using System.Text.Json;
using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.Support.Answers;

/// <summary>A case that the engine has answered: inputs, its files, and its outputs at full precision.</summary>
public sealed record EngineCase(string Name, string Folder)
{
    private const string Hazards = "hazard";

    private static readonly string Copies = Path.Combine(SharedCases.Root, "tests", "Risk.Tests", "Cases", "own");

    /// <summary>Cases that are in every clone.</summary>
    public static IReadOnlyList<string> InTheClone { get; } =
        [.. Directory.GetDirectories(Copies).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    /// <summary>
    /// Those beside the checkout, or in the folder that is given, less those that the clone has the same copy of; one
    /// name, for a test that
    /// skips, where there are none.
    /// </summary>
    public static IReadOnlyList<string> BesideTheCheckout { get; } = !SharedCases.Present ? ["scenario_risk_case_1"] :
        [.. SharedCases.All().Where(name => !IsCopied(SharedCases.Case(name)))];

    private static readonly string[] IndividualKeys = ["individual_rlzs", "individual_curves"];

    /// <summary>A case of the clone.</summary>
    public static EngineCase Copy(string name) => new(name, Path.Combine(Copies, name));

    /// <summary>A case beside the checkout, by its path there.</summary>
    public static EngineCase Shared(string name) => new(name, SharedCases.Case(name));

    /// <summary>Folder of the inputs.</summary>
    public string Inputs => Path.Combine(Folder, "inputs");

    /// <summary>Folder of the hazard: in its neutral form, or where job.ini names its files.</summary>
    public string Hazard => Directory.Exists(Path.Combine(Inputs, Hazards)) ? Path.Combine(Inputs, Hazards) : Inputs;

    /// <summary>Folder of the engine's files.</summary>
    public string Expected => Path.Combine(Folder, "expected");

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

    /// <summary>Holds results, and the files that are written of them, against the engine's.</summary>
    public async Task<Agreement> CompareAsync(RiskResults results)
    {
        var agreement = new Agreement();
        var oneRealization = results.Realizations.Count == 1 || results.AreCollected;
        new RawAnswer(Path.Combine(Expected, "raw"), oneRealization).Compare(agreement, results);
        var folder = Directory.CreateTempSubdirectory("results").FullName;
        try
        {
            var parameters = RiskJobReader.ReadParameters(Files());
            await EngineCsv.WriteAsync(results, parameters, folder);
            var statisticsAlone = !oneRealization && !AreIndividual(parameters);
            new ExportedAnswer(Expected, folder, oneRealization, statisticsAlone).Compare(agreement);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return agreement;
    }

    /// <summary>Whether the engine was asked for single realizations; ours are always given.</summary>
    private static bool AreIndividual(RiskParameters parameters) => parameters.AsWritten.Any(
        parameter =>
            IndividualKeys.Contains(parameter.Key) && parameter.Value.ToLowerInvariant() is "true" or "yes" or "1");

    /// <summary>The clone has a case of that name with the same files, byte for byte.</summary>
    private static bool IsCopied(string folder)
    {
        var copy = Path.Combine(Copies, Path.GetFileName(folder));
        return Directory.Exists(copy) && Files(copy).SequenceEqual(Files(folder))
            && Files(copy)
                .All(
                    f =>
                        File.ReadAllBytes(Path.Combine(copy, f))
                            .SequenceEqual(File.ReadAllBytes(Path.Combine(folder, f))));
    }

    private static IEnumerable<string> Files(string folder) =>
        new[] { "inputs", "expected" }.SelectMany(
            part => Directory.GetFiles(Path.Combine(folder, part), "*", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal);
}
