using Workers.Errors;
using Workers.OpenQuake.Csv;
using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.OpenQuake.Nrml;
using Workers.Risk.Exposure;
using Workers.Risk.Insurance;

namespace Workers.OpenQuake.RiskModel;

/// <summary>
/// Reads a reinsurance model: treaties in NRML, policies in the CSV file that it names (risklib/reinsurance.py:
/// <c>parse</c>).
/// </summary>
internal static class ReinsuranceReader
{
    private const string Amount = "an amount, not negative";

    private static readonly string[] Fields = ["policy", "deductible", "liability"];
    private static readonly string[] TypesInOrder = ["prop", "wxlr", "catxl"];

    /// <summary>Fractions of a policy may sum to a little more than 1 where they are rounded.</summary>
    private const double CededTolerance = 1e-9;

    public static ReinsuranceModel? Read(
        JobFolder folder,
        string iniFolder,
        IniEntry? entry,
        ExposureModel exposure)
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
        var read = ReadPolicies(policyFile, ColumnsOf(model.Get("fieldMap")), treaties, new(exposure));
        return new(lossType, treaties, read);
    }

    /// <summary>CSV column by field of the engine: the fields that are no treaties.</summary>
    private static Dictionary<string, string> ColumnsOf(NrmlNode fieldMap)
    {
        var columns = new Dictionary<string, string>();
        foreach (var node in fieldMap.All("field").Where(f => f.FindAttribute("oq") is not null))
        {
            var field = node.Attribute("oq");
            if (!Fields.Contains(field))
                throw InsuranceErrors.UnknownField(field, node.Place);
            if (!columns.TryAdd(field, node.Attribute("input")))
                throw ExposureErrors.DuplicateField(field, node.Place);
        }
        return columns;
    }

    /// <summary>Without treaties the insurer keeps all claims.</summary>
    private static Treaty[] ReadTreaties(NrmlNode fieldMap)
    {
        var nodes = fieldMap.All("field").Where(f => f.FindAttribute("oq") is null).ToArray();
        var treaties = nodes.Select(ReadTreaty).ToArray();
        if (treaties.DistinctBy(t => t.Id).Count() < treaties.Length)
            throw InsuranceErrors.InvalidTreaties(fieldMap.Place);
        for (var t = 1; t < treaties.Length; t++)
            RequireOrder(treaties[t - 1], treaties[t], nodes[t].Place);
        return treaties;
    }

    /// <summary>
    /// The engine asks for the order that treaties apply in, in the model and in the columns of policies.
    /// </summary>
    private static void RequireOrder(Treaty before, Treaty treaty, string where)
    {
        if (treaty.Kind < before.Kind)
            throw InsuranceErrors.TreatiesOutOfOrder(
                treaty.Id, TypesInOrder[(int)treaty.Kind], TypesInOrder[(int)before.Kind], where);
    }

    private static Treaty ReadTreaty(NrmlNode node)
    {
        var name = node.Attribute("input");
        // Proportional is the engine's default.
        return (node.FindAttribute("type") ?? "prop") switch
        {
            "prop" => new(name, TreatyKind.Proportional, 0, ReadMostCession(node)),
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
        Treaty[] treaties,
        PoliciesOfAssets known)
    {
        var csv = file.ReadCsv();
        int Column(string field) => csv.Column(columns.GetValueOrDefault(field, field));

        var policy = Column("policy");
        var liability = Column("liability");
        var deductible = Column("deductible");
        var shares = treaties.Select(t => csv.Column(t.Id)).ToArray();
        // By column: the engine reads shares in the order of the file.
        var inOrder = treaties.OrderBy(t => csv.Column(t.Id)).ToArray();
        for (var t = 1; t < inOrder.Length; t++)
            RequireOrder(inOrder[t - 1], inOrder[t], csv.At());
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
            // More than the claim would be given away: the retention would be negative.
            if (ceded > 1 + CededTolerance)
                throw InsuranceErrors.CededTooMuch(ceded, csv.At(id));
            if (read.Deductible > read.Liability)
                throw InsuranceErrors.DeductibleAboveLimit(read.Deductible, read.Liability, csv.At(id));
            // As in the engine, policies that no asset has do not count.
            if (read.Deductible > 0)
                // Both would be taken of the same loss.
                known.RefuseDeductibles(id, csv.At(id));
            if (!policies.TryAdd(id, read))
                throw InsuranceErrors.DuplicatePolicy(id, csv.At(id));
        }
        if (policies.Count == 0)
            throw InsuranceErrors.NoPolicies(csv.At());
        // Losses of a policy that is not there would vanish from all sums.
        known.RequireAllIn(policies.Keys, file.Path);
        return [.. policies.Values];
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

    private static double ReadMostCession(NrmlNode node) =>
        node.FindAttribute("max_cession_event") is null ? Treaty.NoLimit : ReadAmount(node, "max_cession_event");

    private static double ReadAmount(NrmlNode node, string attribute) =>
        node.NumberAttribute(attribute, ErrorCode.InsuranceInvalid, Amount, v => v >= 0);
}
