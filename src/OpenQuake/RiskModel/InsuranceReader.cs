using Workers.Errors;
using Workers.OpenQuake.Csv;
using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Exposure;
using Workers.Risk.Insurance;

namespace Workers.OpenQuake.RiskModel;

/// <summary>Reads insurance policies (base.py: <c>load_insurance_data</c>) and post loss amplification.</summary>
internal static class InsuranceReader
{
    public static IReadOnlyList<InsurancePolicies> Read(
        JobFolder folder,
        string iniFolder,
        IniEntry? entry,
        ExposureModel exposure)
    {
        if (entry is null)
            return [];
        var known = new PoliciesOfAssets(exposure);
        var insurance = new List<InsurancePolicies>();
        foreach (var (lossType, value) in entry.Dictionary(""))
        {
            if (lossType.Length == 0)
                throw entry.Invalid("a dictionary such as {'structural': 'policies.csv'}");
            var path = value as string ?? throw entry.Invalid("names of CSV files by loss type");
            insurance.Add(new(lossType, ReadPolicies(folder.Open(iniFolder, path, entry.Place), known)));
        }
        return insurance;
    }

    public static LossAmplification? ReadAmplification(JobFolder folder, string iniFolder, IniEntry? entry)
    {
        if (entry is null)
            return null;
        var csv = folder.Open(iniFolder, entry.Value, entry.Place).ReadCsv();
        var period = csv.Column("return_period");
        var factor = csv.Column("pla_factor");
        var periods = new List<double>();
        var factors = new List<double>();
        while (csv.Next())
        {
            // Ascending, because factors are interpolated between rows.
            periods.Add(ReadPeriod(csv, period, periods.LastOrDefault()));
            factors.Add(csv.Number(
                factor, ErrorCode.LossAmplificationInvalid, "a factor greater than 0", v => v > 0));
        }
        return periods.Count > 0 ? new([.. periods], [.. factors]) : throw FunctionErrors.NoAmplification(csv.At());
    }

    private static double ReadPeriod(CsvTable csv, int column, double before)
    {
        const string expected = "years, greater than 0 and above the line before";
        return csv.Number(column, ErrorCode.LossAmplificationInvalid, expected, v => v > before);
    }

    private static Dictionary<string, PolicyTerms> ReadPolicies(JobFile file, PoliciesOfAssets known)
    {
        var csv = file.ReadCsv();
        var policy = csv.Column("policy");
        var deductibleColumn = csv.Column("deductible");
        var limitColumn = csv.Column("insurance_limit");
        var terms = new Dictionary<string, PolicyTerms>(StringComparer.Ordinal);
        while (csv.Next())
        {
            var id = csv.Text(policy);
            var deductible = ReadFraction(csv, deductibleColumn, id);
            var limit = ReadFraction(csv, limitColumn, id);
            // Such a policy would pay a negative amount.
            if (deductible > limit)
                throw InsuranceErrors.DeductibleAboveLimit(deductible, limit, csv.At(id));
            // A misspelt policy would insure nobody without a word.
            known.Require(id, csv.At(id));
            if (!terms.TryAdd(id, new(deductible, limit)))
                throw InsuranceErrors.DuplicatePolicy(id, csv.At(id));
        }
        return terms;
    }

    private static double ReadFraction(CsvTable csv, int column, string id)
    {
        const string expected = "a fraction of the value, from 0 to 1";
        return csv.Number(column, ErrorCode.InsuranceInvalid, expected, v => v is >= 0 and <= 1, id);
    }
}
