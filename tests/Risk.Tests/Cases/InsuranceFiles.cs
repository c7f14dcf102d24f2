using System.Xml.Linq;
using Workers.Risk.Insurance;

namespace Workers.Risk.Tests.Cases;

/// <summary>Insurance, reinsurance and amplification of the cases, read without any check.</summary>
internal static class InsuranceFiles
{
    public static RiskJob Read(RiskJob job, string inputs)
    {
        string Written(string key) => job.Parameters.AsWritten.LastOrDefault(p => p.Key == key).Value ?? "";
        if (job.Insurance.Count == 0 && Written("insurance_csv").Split('\'') is [_, var insured, _, var policies, _])
            job = job with { Insurance = [new(insured, new Table(Path.Combine(inputs, policies)).Rows.ToDictionary(r => r["policy"], r => new PolicyTerms(r.Number("deductible"), r.Number("insurance_limit"))))] };
        if (job.Reinsurance is null && Written("reinsurance_file").Split('\'') is [_, var lossTypes, _, var treaties, _])
            job = job with { Reinsurance = Reinsurance(lossTypes, inputs, treaties) };
        if (job.LossAmplification is null && Written("post_loss_amplification_file") is { Length: > 0 } table)
            job = job with { LossAmplification = new(Column(inputs, table, "return_period"), Column(inputs, table, "pla_factor")) };
        return job;
    }

    private static double[] Column(string inputs, string file, string name) => [.. new Table(Path.Combine(inputs, file)).Rows.Select(r => r.Number(name))];

    private static ReinsuranceModel Reinsurance(string lossTypes, string inputs, string file)
    {
        var xml = XDocument.Load(Path.Combine(inputs, file)).Descendants().ToArray();
        var fields = xml.Where(x => x.Name.LocalName == "field").ToArray();
        Treaty[] treaties = [.. fields.Where(f => f.Attribute("type") is not null).Select(f => new Treaty(f.Attribute("input")!.Value,
            f.Attribute("type")!.Value switch { "prop" => TreatyKind.Proportional, "wxlr" => TreatyKind.ExcessOfLoss, _ => TreatyKind.CatastropheExcessOfLoss },
            (double?)f.Attribute("deductible") ?? 0, (double?)(f.Attribute("limit") ?? f.Attribute("max_cession_event")) ?? double.PositiveInfinity))];
        string Name(string field) => fields.FirstOrDefault(f => f.Attribute("oq")?.Value == field)?.Attribute("input")!.Value ?? field;
        var policies = new Table(Path.Combine(inputs, xml.Single(x => x.Name.LocalName == "policies").Value.Trim())).Rows;
        return new(lossTypes, treaties, [.. policies.Select(p => new ReinsuredPolicy(p["policy"], p.Number(Name("deductible")), p.Number(Name("liability")),
            [.. treaties.Select(t => p.Number(t.Id))]))]);
    }
}
