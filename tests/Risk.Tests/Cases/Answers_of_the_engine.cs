using System.Text.Json;
using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Hazard;
using Workers.Tests.Support;
using Xunit.Abstractions;

namespace Workers.Risk.Tests.Cases;

public class Answers_of_the_engine(ITestOutputHelper output)
{
    private static readonly string Copies = Path.Combine(SharedCases.Root, "tests", "Risk.Tests", "Cases", "own");

    public static TheoryData<string> InTheClone() => [.. Directory.GetDirectories(Copies).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> BesideTheCheckout() => !SharedCases.Present ? ["scenario_risk_case_1"] :
        [.. Directory.GetDirectories(SharedCases.Case(".")).Concat(Directory.GetDirectories(SharedCases.Case("own"))).Where(Calculated)
            .Select(d => Path.GetRelativePath(SharedCases.Case("."), d)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(InTheClone))]
    public void Are_ours_in_a_clone_alone(string name) => Compare(name, Path.Combine(Copies, name));

    [SkippableTheory]
    [MemberData(nameof(BesideTheCheckout))]
    public void Are_ours_too(string name) => Compare(name, SharedCases.Case(name));

    private void Compare(string name, string folder)
    {
        var inputs = Path.Combine(folder, "inputs");
        var job = RiskJobReader.Read(Files(inputs, name));
        var hazard = HazardInput.From(HazardReader.Read(Path.Combine(inputs, "hazard")));
        var agreement = new EngineAnswer(Path.Combine(folder, "expected")).Compare(RiskCalculation.Calculate(job, hazard));
        output.WriteLine($"{name}: {agreement}");
        Assert.True(agreement.Problems.Count == 0, string.Join('\n', agreement.Problems));
        Assert.True(agreement.Values > 0);
    }

    private static bool Calculated(string folder)
    {
        if (!Directory.Exists(Path.Combine(folder, "expected", "raw")))
            return false;
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "case.json")));
        return json.RootElement.GetProperty("calculator").GetString() is "classical_risk" or "scenario_risk" or "event_based_risk" or "ebrisk";
    }

    /// <summary>The job.ini of one case has lost the line that names its mapping.csv.</summary>
    private static RiskJobFiles Files(string inputs, string name)
    {
        var files = RiskJobFiles.FromFolder(inputs);
        return name != "own/scenario_risk_area_mapping" ? files : RiskJobFiles.FromPairs(files.ReadAll().Select(f =>
            f.Path == "job.ini" ? (f.Path, [.. f.Content, .. "\ntaxonomy_mapping_csv = mapping.csv\n"u8]) : f));
    }
}
