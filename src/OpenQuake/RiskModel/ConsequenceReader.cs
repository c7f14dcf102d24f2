using Workers.Errors;
using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.OpenQuake.Nrml;
using Workers.Risk.Fragility;

namespace Workers.OpenQuake.RiskModel;

/// <summary>
/// Reads consequences: CSV files by taxonomy (readinput.py: <c>get_crmodel</c>), and NRML consequence models of a loss
/// type, of which the engine uses the means as consequence <c>losses</c> (read_nrml.py:
/// <c>get_consequence_model</c>).
/// </summary>
internal static class ConsequenceReader
{
    private const string Taxonomy = "taxonomy";
    private const string Ratio = "a ratio, not negative";

    public static IEnumerable<ConsequenceFunction> ReadCsv(
        JobFolder folder,
        string iniFolder,
        IniEntry entry,
        IReadOnlyList<string> states)
    {
        foreach (var (tag, value) in entry.Dictionary(Taxonomy))
        {
            // The engine knows consequences by other tags; the calculators here do not.
            if (tag != Taxonomy)
                throw ConsequenceErrors.ConsequencesByTag(tag, entry.Place);
            foreach (var name in value is List<object?> list ? list : [value])
            {
                var path = name as string ?? throw entry.Invalid("names of CSV files");
                foreach (var function in ReadCsv(folder.Open(iniFolder, path, entry.Place), states))
                    yield return function;
            }
        }
    }

    public static IEnumerable<ConsequenceFunction> ReadXml(
        JobFile file,
        string lossType,
        IReadOnlyList<string> states)
    {
        var (model, _) = NrmlReader.ReadWhole(file, "consequenceModel");
        var own = model.Get("limitStates");
        // Coefficients are by position: another order would swap damage states.
        if (!own.Words.SequenceEqual(states))
            throw ConsequenceErrors.ConsequenceStatesDiffer(own.Words, states, own.Place);
        return model.All("consequenceFunction").Select(node => ReadXml(node, lossType, [.. states]));
    }

    private static ConsequenceFunction ReadXml(NrmlNode node, string lossType, string[] states)
    {
        var means = FragilityReader.ByState(node, "params", states)
            .Select(p => (float)p.NumberAttribute("mean", ErrorCode.ConsequenceInvalid, Ratio, v => v >= 0));
        return new("losses", lossType, node.Attribute("id"), [.. means]);
    }

    private static IEnumerable<ConsequenceFunction> ReadCsv(JobFile file, IReadOnlyList<string> states)
    {
        var csv = file.ReadCsv();
        var taxonomy = csv.Column(Taxonomy);
        var consequence = csv.Column("consequence");
        var lossType = csv.Column("loss_type");
        var columns = states.Select(csv.Column).ToArray();
        while (csv.Next())
        {
            var id = csv.Text(taxonomy);
            var name = csv.Text(consequence);
            if (!ConsequenceModel.Known.Contains(name))
                throw ConsequenceErrors.UnknownConsequence(name, ConsequenceModel.Known, csv.At(id));
            var ratios = columns
                .Select(c => (float)csv.Number(c, ErrorCode.ConsequenceInvalid, Ratio, v => v >= 0, id));
            yield return new(name, csv.Text(lossType), id, [.. ratios]);
        }
    }
}
