using System.Text.Json;
using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Hazard;
using Workers.Risk.Insurance;
using Workers.Tests.Support;
using Xunit.Abstractions;

namespace Workers.Risk.Tests.Cases;

public class Answers_of_the_engine(ITestOutputHelper output)
{
    public static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        if (!SharedCases.Present)
            names.Add("scenario_risk_case_1");
        else
            foreach (var folder in Directory.GetDirectories(SharedCases.Case(".")).Concat(Directory.GetDirectories(SharedCases.Case("own"))).Order(StringComparer.Ordinal))
                if (Directory.Exists(Path.Combine(folder, "expected", "raw")) && Mode(folder) is "classical_risk" or "scenario_risk" or "event_based_risk" or "ebrisk" && !folder.Contains("reinsurance"))
                    names.Add(Path.GetRelativePath(SharedCases.Case("."), folder));
        return names;
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Are_ours_too(string name)
    {
        var folder = SharedCases.Case(name);
        var job = WithInsurance(RiskJobReader.Read(Files(Path.Combine(folder, "inputs"), name)), Path.Combine(folder, "inputs"));
        var hazard = HazardInput.From(HazardReader.Read(Path.Combine(folder, "inputs", "hazard")));
        var agreement = new EngineAnswer(Path.Combine(folder, "expected")).Compare(RiskCalculation.Calculate(job, hazard));
        output.WriteLine($"{name}: {agreement}");
        Assert.True(agreement.Problems.Count == 0, string.Join('\n', agreement.Problems));
        Assert.True(agreement.Values > 0);
    }

    /// <summary>The job.ini of one case has lost the line that names its mapping.csv.</summary>
    private static RiskJobFiles Files(string inputs, string name)
    {
        var files = RiskJobFiles.FromFolder(inputs);
        return name != "own/scenario_risk_area_mapping" ? files : RiskJobFiles.FromPairs(files.ReadAll().Select(f =>
            f.Path == "job.ini" ? (f.Path, [.. f.Content, .. "\ntaxonomy_mapping_csv = mapping.csv\n"u8]) : f));
    }

    private static RiskJob WithInsurance(RiskJob job, string inputs)
    {
        var policies = Path.Combine(inputs, "policy_ins.csv");
        var amplification = Path.Combine(inputs, "pla_model.csv");
        if (File.Exists(policies))
            job = job with
            {
                Insurance = [new(job.Parameters.AsWritten.Single(p => p.Key == "insurance_csv").Value.Split('\'')[1],
                    new Table(policies).Rows.ToDictionary(r => r["policy"], r => new PolicyTerms(r.Number("deductible"), r.Number("insurance_limit"))))],
            };
        if (File.Exists(amplification) && job.Parameters.AsWritten.Any(p => p.Key == "post_loss_amplification_file" && p.Value.Length > 0))
            job = job with { LossAmplification = new([.. new Table(amplification).Rows.Select(r => r.Number("return_period"))], [.. new Table(amplification).Rows.Select(r => r.Number("pla_factor"))]) };
        return job;
    }

    private static string Mode(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "case.json")));
        return json.RootElement.GetProperty("calculator").GetString()!;
    }
}
