using Workers.OpenQuake.Csv;
using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.OpenQuake.Nrml;
using Workers.Errors;
using Workers.Risk.Insurance;

namespace Workers.OpenQuake.RiskModel;

/// <summary>Reads a reinsurance model: treaties in NRML, policies in the CSV file that it names (risklib/reinsurance.py: <c>parse</c>).</summary>
internal static class ReinsuranceReader
{
    private const string Amount = "an amount, not negative";

    public static ReinsuranceModel? Read(JobFolder folder, string iniFolder, IniEntry? entry)
    {
        if (entry is null)
            return null;
        var pairs = entry.Dictionary("");
        if (pairs is not [{ Key.Length: > 0, Value: string name }])
            throw entry.Invalid("one file, such as {'structural': 'reinsurance.xml'}");
        var file = folder.Open(iniFolder, name, entry.Place);
        var (model, _) = NrmlReader.ReadWhole(file, "reinsuranceModel");
        var fields = model.Get("fieldMap").All("field").ToList();
        var columns = fields.Where(f => f.FindAttribute("oq") is not null).DistinctBy(f => f.Attribute("oq")).ToDictionary(f => f.Attribute("oq"), f => f.Attribute("input"));
        Treaty[] treaties = [.. fields.Where(f => f.FindAttribute("oq") is null).Select(ReadTreaty)];
        if (treaties.Length == 0 || treaties.DistinctBy(t => t.Id).Count() < treaties.Length)
            throw new InputException(ErrorCode.InsuranceInvalid, "There are no treaties, or two of one name.", model.Get("fieldMap").Place, "treaties whose names differ");
        var policies = model.Get("policies");
        return new(pairs[0].Key, treaties, ReadPolicies(folder.Open(file.Folder, policies.Text.Trim(), policies.Place), columns, treaties));
    }

    private static Treaty ReadTreaty(NrmlNode node)
    {
        var name = node.Attribute("input");
        return (node.FindAttribute("type") ?? "prop") switch
        {
            "prop" => new(name, TreatyKind.Proportional, 0, Number(node, "max_cession_event")),
            "wxlr" => Excess(name, TreatyKind.ExcessOfLoss, node),
            "catxl" => Excess(name, TreatyKind.CatastropheExcessOfLoss, node),
            var type => throw new InputException(ErrorCode.InsuranceInvalid, $"The treaty type '{IniFile.Shorten(type)}' is not known.", node.Place, "prop, wxlr or catxl"),
        };
    }

    private static Treaty Excess(string name, TreatyKind kind, NrmlNode node)
    {
        var (deductible, limit) = (Number(node, "deductible"), Number(node, "limit"));
        return deductible <= limit ? new(name, kind, deductible, limit)
            : throw new InputException(ErrorCode.InsuranceInvalid, $"The deductible of the treaty {name} is above its limit.", node.Place, "a deductible not above the limit");
    }

    private static IReadOnlyList<ReinsuredPolicy> ReadPolicies(JobFile file, Dictionary<string, string> columns, Treaty[] treaties)
    {
        var csv = new CsvTable(file);
        int Column(string field) => csv.Column(columns.GetValueOrDefault(field, field));
        var (policy, liability, deductible) = (Column("policy"), Column("liability"), Column("deductible"));
        var shares = treaties.Select(t => csv.Column(t.Id)).ToArray();
        var policies = new Dictionary<string, ReinsuredPolicy>(StringComparer.Ordinal);
        while (csv.Next())
        {
            var id = csv.Text(policy);
            var read = new ReinsuredPolicy(id,
                csv.Number(deductible, ErrorCode.InsuranceInvalid, Amount, v => v >= 0, id),
                csv.Number(liability, ErrorCode.InsuranceInvalid, Amount, v => v >= 0, id),
                [.. treaties.Select((t, i) => t.Kind == TreatyKind.Proportional
                    ? csv.Number(shares[i], ErrorCode.InsuranceInvalid, "a fraction from 0 to 1", v => v is >= 0 and <= 1, id)
                    : csv.Number(shares[i], ErrorCode.InsuranceInvalid, "0 or 1", v => v is 0 or 1, id))]);
            var ceded = treaties.Zip(read.Shares).Where(t => t.First.Kind == TreatyKind.Proportional).Sum(t => t.Second);
            if (ceded > 1 + 1e-9)
                throw new InputException(ErrorCode.InsuranceInvalid, $"The proportional treaties take {ceded:R} of the policy.", csv.At(id), "not more than 1");
            if (!policies.TryAdd(id, read))
                throw new InputException(ErrorCode.InsuranceInvalid, $"The policy {IniFile.Shorten(id)} is there twice.", csv.At(id), "once");
        }
        return policies.Count > 0 ? [.. policies.Values]
            : throw new InputException(ErrorCode.InsuranceInvalid, "There are no policies.", csv.At(), "at least one");
    }

    private static double Number(NrmlNode node, string attribute) => node.NumberAttribute(attribute, ErrorCode.InsuranceInvalid, Amount, v => v >= 0);
}
