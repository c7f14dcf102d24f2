using Workers.OpenQuake.Csv;
using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.OpenQuake.Nrml;
using Workers.Risk.Fragility;
using Workers.Risk.Input;

namespace Workers.OpenQuake.RiskModel;

/// <summary>Reads consequences: CSV files by taxonomy (readinput.py: <c>get_crmodel</c>) and NRML models, whose means are <c>losses</c>.</summary>
internal static class ConsequenceReader
{
    private const string Share = "a number, not negative";

    public static ConsequenceModel Read(JobFolder folder, JobFile ini, IReadOnlyList<IniEntry> entries, IReadOnlyList<string> limitStates)
    {
        var functions = RiskFileKeys.FindByLossType(entries, "consequence")
            .SelectMany(f => ReadXml(folder.Open(ini.Folder, f.Entry.Value, f.Entry.Place), f.LossType, [.. limitStates]))
            .Concat(CsvFiles(folder, ini, RiskFileKeys.Find(entries, RiskFileKeys.Consequence)).SelectMany(f => ReadCsv(f, limitStates)));
        return new(functions);
    }

    private static IEnumerable<JobFile> CsvFiles(JobFolder folder, JobFile ini, IniEntry? entry)
    {
        const string expected = "CSV files by tag: {'taxonomy': 'consequences.csv'}";
        foreach (var (tag, value) in entry?.Dictionary("") ?? [])
        {
            if (tag != "taxonomy")
                throw entry!.Invalid(expected);
            foreach (var name in value as IEnumerable<object?> ?? [value])
                yield return folder.Open(ini.Folder, name as string ?? throw entry!.Invalid(expected), entry!.Place);
        }
    }

    private static IEnumerable<ConsequenceFunction> ReadCsv(JobFile file, IReadOnlyList<string> limitStates)
    {
        var csv = new CsvTable(file);
        var (taxonomy, consequence, lossType) = (csv.Find("taxonomy") ?? csv.Find("risk_id") ?? csv.Column("taxonomy"), csv.Column("consequence"), csv.Column("loss_type"));
        int[] states = [.. limitStates.Select(csv.Column)];
        while (csv.Next())
        {
            if (!ConsequenceModel.Known.Contains(csv.Text(consequence)))
                throw new InputException(ErrorCode.FunctionInvalid, $"The consequence '{IniFile.Shorten(csv.Text(consequence))}' is not known.", csv.At(), RiskJobFiles.Among(ConsequenceModel.Known));
            yield return new(csv.Text(consequence), csv.Text(lossType), csv.Text(taxonomy),
                [.. states.Select(s => (float)csv.Number(s, ErrorCode.FunctionInvalid, Share, v => v >= 0))]);
        }
    }

    private static IEnumerable<ConsequenceFunction> ReadXml(JobFile file, string lossType, string[] limitStates)
    {
        var (model, _) = NrmlReader.ReadWhole(file, "consequenceModel");
        if (!FragilityReader.LimitStates(model).SequenceEqual(limitStates))
            throw new InputException(ErrorCode.FunctionInvalid, "The limit states are not those of the fragility model.", model.Place, string.Join(' ', limitStates));
        foreach (var node in model.All("consequenceFunction"))
        {
            var id = node.Attribute("id");
            yield return new("losses", lossType, id, [.. FragilityReader.ByState(node, "params", limitStates, $"{node.Place} function {IniFile.Shorten(id)}")
                .Select(p => (float)p.NumberAttribute("mean", ErrorCode.FunctionInvalid, Share, v => v >= 0))]);
        }
    }
}
