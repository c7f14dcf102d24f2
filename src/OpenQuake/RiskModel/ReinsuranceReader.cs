using Workers.Errors;
using Workers.OpenQuake.Csv;
using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.OpenQuake.Nrml;
using Workers.Risk.Insurance;

namespace Workers.OpenQuake.RiskModel;

/// <summary>
/// Reads a reinsurance model: treaties in NRML, policies in the CSV file that it names (risklib/reinsurance.py:
/// <c>parse</c>).
/// </summary>
internal static class ReinsuranceReader
{
    private const string Amount = "an amount, not negative";

    /// <summary>Fractions of a policy may sum to a little more than 1 where they are rounded.</summary>
    private const double CededTolerance = 1e-9;

    public static ReinsuranceModel? Read(JobFolder folder, string iniFolder, IniEntry? entry)
    {
        if (entry is null)
            return null;
        if (entry.Dictionary("") is not [{ Key: { Length: > 0 } lossType, Value: string name }])
            throw entry.Invalid("one file, such as {'structural': 'reinsurance.xml'}");
        var file = folder.Open(iniFolder, name, entry.Place);
        var (model, _) = NrmlReader.ReadWhole(file, "reinsuranceModel");
        var treaties = ReadTreaties(model.Get("fieldMap"));
        var policies = model.Get("policies");
        var policyFile = folder.Open(file.Folder, policies.Text.Trim(), policies.Place);
        return new(lossType, treaties, ReadPolicies(policyFile, ColumnsOf(model.Get("fieldMap")), treaties));
    }

    /// <summary>CSV column by field of the engine: the fields that are no treaties.</summary>
    private static Dictionary<string, string> ColumnsOf(NrmlNode fieldMap) => fieldMap.All("field")
        .Where(f => f.FindAttribute("oq") is not null)
        .DistinctBy(f => f.Attribute("oq"))
        .ToDictionary(f => f.Attribute("oq"), f => f.Attribute("input"));

    /// <summary>Without treaties the insurer keeps all claims.</summary>
    private static Treaty[] ReadTreaties(NrmlNode fieldMap)
    {
        var treaties = fieldMap.All("field").Where(f => f.FindAttribute("oq") is null).Select(ReadTreaty).ToArray();
        if (treaties.DistinctBy(t => t.Id).Count() < treaties.Length)
            throw InsuranceErrors.InvalidTreaties(fieldMap.Place);
        return treaties;
    }

    private static Treaty ReadTreaty(NrmlNode node)
    {
        var name = node.Attribute("input");
        return (node.FindAttribute("type") ?? "prop") switch
        {
            "prop" => new(name, TreatyKind.Proportional, 0, ReadMaximumCession(node)),
            "wxlr" => ReadExcess(name, TreatyKind.ExcessOfLoss, node),
            "catxl" => ReadExcess(name, TreatyKind.CatastropheExcessOfLoss, node),
            var type => throw InsuranceErrors.UnknownTreatyType(type, node.Place),
        };
    }

    private static Treaty ReadExcess(string name, TreatyKind kind, NrmlNode node)
    {
        var deductible = ReadAmount(node, "deductible");
        var limit = ReadAmount(node, "limit");
        if (deductible > limit)
            throw InsuranceErrors.DeductibleAboveLimit(deductible, limit, $"{node.Place} treaty {name}");
        return new(name, kind, deductible, limit);
    }

    private static IReadOnlyList<ReinsuredPolicy> ReadPolicies(
        JobFile file,
        Dictionary<string, string> columns,
        Treaty[] treaties)
    {
        var csv = new CsvTable(file);
        int Column(string field) => csv.Column(columns.GetValueOrDefault(field, field));

        var policy = Column("policy");
        var liability = Column("liability");
        var deductible = Column("deductible");
        var shares = treaties.Select(t => csv.Column(t.Id)).ToArray();
        var policies = new Dictionary<string, ReinsuredPolicy>(StringComparer.Ordinal);
        while (csv.Next())
        {
            var id = csv.Text(policy);
            var read = new ReinsuredPolicy(
                id,
                csv.Number(deductible, ErrorCode.InsuranceInvalid, Amount, v => v >= 0, id),
                csv.Number(liability, ErrorCode.InsuranceInvalid, Amount, v => v >= 0, id),
                [.. treaties.Select((treaty, i) => ReadShare(csv, shares[i], treaty.Kind, id))]);
            var ceded = CededTo(treaties, read.Shares);
            if (ceded > 1 + CededTolerance)
                throw InsuranceErrors.CededTooMuch(ceded, csv.At(id));
            if (!policies.TryAdd(id, read))
                throw InsuranceErrors.DuplicatePolicy(id, csv.At(id));
        }
        return policies.Count > 0 ? [.. policies.Values] : throw InsuranceErrors.NoPolicies(csv.At());
    }

    /// <summary>A fraction of the policy; for treaties that take excess, whether they cover it.</summary>
    private static double ReadShare(CsvTable csv, int column, TreatyKind kind, string id) =>
        kind == TreatyKind.Proportional
            ? csv.Number(column, ErrorCode.InsuranceInvalid, "a fraction from 0 to 1", v => v is >= 0 and <= 1, id)
            : csv.Number(column, ErrorCode.InsuranceInvalid, "0 or 1", v => v is 0 or 1, id);

    private static double CededTo(Treaty[] treaties, double[] shares)
    {
        var ceded = 0d;
        for (var i = 0; i < treaties.Length; i++)
            if (treaties[i].Kind == TreatyKind.Proportional)
                ceded += shares[i];
        return ceded;
    }

    private static double ReadMaximumCession(NrmlNode node)
    {
        const string Name = "max_cession_event";
        return node.FindAttribute(Name) is null ? Treaty.NoLimit : ReadAmount(node, Name);
    }

    private static double ReadAmount(NrmlNode node, string attribute) =>
        node.NumberAttribute(attribute, ErrorCode.InsuranceInvalid, Amount, v => v >= 0);
}
