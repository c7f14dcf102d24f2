using System.Text.Json;
using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Hazard;
using Workers.Tests.Support;
using Xunit.Abstractions;

namespace Workers.Risk.Tests.Damage;

public class Damage_answers_of_the_engine(ITestOutputHelper output)
{
    public static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        if (!SharedCases.Present)
            names.Add("scenario_damage_case_1");
        else
            foreach (var folder in Directory.GetDirectories(SharedCases.Case(".")).Concat(Directory.GetDirectories(SharedCases.Case("own"))).Order(StringComparer.Ordinal))
                if (Directory.Exists(Path.Combine(folder, "expected", "raw")) && Mode(folder) is "classical_damage" or "classical_bcr" or "scenario_damage" or "event_based_damage")
                    names.Add(Path.GetRelativePath(SharedCases.Case("."), folder));
        return names;
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Are_ours_too(string name)
    {
        var folder = SharedCases.Case(name);
        var job = RiskJobReader.Read(RiskJobFiles.FromFolder(Path.Combine(folder, "inputs")));
        var hazard = HazardInput.From(HazardReader.Read(Path.Combine(folder, "inputs", "hazard")));
        var agreement = new DamageAnswer(Path.Combine(folder, "expected")).Compare(RiskCalculation.Calculate(job, hazard));
        output.WriteLine($"{name}: {agreement}");
        Assert.True(agreement.Problems.Count == 0, string.Join('\n', agreement.Problems));
        Assert.True(agreement.Values > 0);
    }

    private static string Mode(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "case.json")));
        return json.RootElement.GetProperty("calculator").GetString()!;
    }
}
