using Workers.OpenQuake.Csv;
using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.OpenQuake.Nrml;
using Workers.Risk.Fragility;
using Workers.Errors;

namespace Workers.OpenQuake.RiskModel;

/// <summary>
/// Reads consequences: CSV files by taxonomy (readinput.py: <c>get_crmodel</c>), and NRML consequence models of a loss type, of which the engine
/// uses the means as consequence <c>losses</c> (read_nrml.py: <c>get_consequence_model</c>).
/// </summary>
internal static class ConsequenceReader
{
    private const string Share = "a share, not negative";

    public static IEnumerable<ConsequenceFunction> ReadCsv(JobFolder folder, string iniFolder, IniEntry entry, IReadOnlyList<string> states)
    {
        foreach (var (tag, value) in entry.Dictionary("taxonomy"))
        {
            if (tag != "taxonomy")
                throw new InputException(ErrorCode.NotYetSupported, $"Consequences by {IniFile.Shorten(tag)} are not supported.", entry.Place, "{'taxonomy': …}");
            var names = value is List<object?> list ? list : [value];
            foreach (var name in names)
                foreach (var function in ReadCsv(folder.Open(iniFolder, name as string ?? throw entry.Invalid("names of CSV files"), entry.Place), states))
                    yield return function;
        }
    }

    public static IEnumerable<ConsequenceFunction> ReadXml(JobFile file, string lossType, IReadOnlyList<string> states)
    {
        var (model, _) = NrmlReader.ReadWhole(file, "consequenceModel");
        if (!model.Get("limitStates").Words.SequenceEqual(states))
            throw new InputException(ErrorCode.ConsequenceInvalid, "The limit states differ from those of the fragility functions.", model.Get("limitStates").Place, string.Join(' ', states));
        return model.All("consequenceFunction").Select(node => new ConsequenceFunction("losses", lossType, node.Attribute("id"),
            [.. FragilityReader.ByState(node, "params", [.. states]).Select(p => (float)p.NumberAttribute("mean", ErrorCode.ConsequenceInvalid, Share, v => v >= 0))]));
    }

    private static IEnumerable<ConsequenceFunction> ReadCsv(JobFile file, IReadOnlyList<string> states)
    {
        var csv = new CsvTable(file);
        var (taxonomy, consequence, lossType) = (csv.Column("taxonomy"), csv.Column("consequence"), csv.Column("loss_type"));
        var columns = states.Select(csv.Column).ToArray();
        while (csv.Next())
        {
            var (id, what) = (csv.Text(taxonomy), csv.Text(consequence));
            if (!ConsequenceModel.Known.Contains(what))
                throw new InputException(ErrorCode.ConsequenceInvalid, $"The consequence '{IniFile.Shorten(what)}' is not known.", csv.At(id), "one of " + string.Join(", ", ConsequenceModel.Known));
            yield return new(what, csv.Text(lossType), id, [.. columns.Select(c => (float)csv.Number(c, ErrorCode.ConsequenceInvalid, Share, v => v >= 0, id))]);
        }
    }
}
