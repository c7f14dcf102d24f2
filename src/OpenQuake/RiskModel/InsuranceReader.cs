using Workers.OpenQuake.Csv;
using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.EventBased;
using Workers.Errors;
using Workers.Risk.Insurance;

namespace Workers.OpenQuake.RiskModel;

/// <summary>Reads insurance policies (base.py: <c>load_insurance_data</c>) and post loss amplification.</summary>
internal static class InsuranceReader
{
    public static IReadOnlyList<InsurancePolicies> Read(JobFolder folder, string iniFolder, IniEntry? entry) => entry is null ? []
        : [.. entry.Dictionary("").Select(p => new InsurancePolicies(
            p.Key.Length > 0 ? p.Key : throw entry.Invalid("a dictionary such as {'structural': 'policies.csv'}"),
            ReadPolicies(folder.Open(iniFolder, p.Value as string ?? throw entry.Invalid("names of CSV files by loss type"), entry.Place))))];

    public static LossAmplification? ReadAmplification(JobFolder folder, string iniFolder, IniEntry? entry)
    {
        if (entry is null)
            return null;
        var csv = new CsvTable(folder.Open(iniFolder, entry.Value, entry.Place));
        var (period, factor) = (csv.Column("return_period"), csv.Column("pla_factor"));
        var (periods, factors) = (new List<double>(), new List<double>());
        while (csv.Next())
        {
            periods.Add(csv.Number(period, ErrorCode.LossAmplificationInvalid, "years, greater than 0 and above the line before", v => v > 0 && (periods.Count == 0 || v > periods[^1])));
            factors.Add(csv.Number(factor, ErrorCode.LossAmplificationInvalid, "a factor greater than 0", v => v > 0));
        }
        return periods.Count > 0 ? new([.. periods], [.. factors])
            : throw new InputException(ErrorCode.LossAmplificationInvalid, "The file has no rows.", csv.At(), "return_period, pla_factor");
    }

    private static Dictionary<string, PolicyTerms> ReadPolicies(JobFile file)
    {
        var csv = new CsvTable(file);
        var (policy, deductible, limit) = (csv.Column("policy"), csv.Column("deductible"), csv.Column("insurance_limit"));
        var terms = new Dictionary<string, PolicyTerms>(StringComparer.Ordinal);
        while (csv.Next())
        {
            var id = csv.Text(policy);
            var (d, l) = (Fraction(csv, deductible, id), Fraction(csv, limit, id));
            if (d > l)
                throw new InputException(ErrorCode.InsuranceInvalid, $"The deductible {d:R} is above the limit {l:R}.", csv.At(id), "a deductible not above the limit");
            if (!terms.TryAdd(id, new(d, l)))
                throw new InputException(ErrorCode.InsuranceInvalid, $"The policy {IniFile.Shorten(id)} is there twice.", csv.At(id), "once");
        }
        return terms;
    }

    private static double Fraction(CsvTable csv, int column, string id) =>
        csv.Number(column, ErrorCode.InsuranceInvalid, "a fraction of the value, from 0 to 1", v => v is >= 0 and <= 1, id);
}
