using System.Globalization;

namespace Workers.Support.Answers;

/// <summary>
/// The CSV files that the engine exports against ours: the same names, columns in the same order, rows in the same
/// order, texts and, to the
/// printed digits, numbers. Every file of either is compared or a problem.
/// </summary>
/// <param name="expected">Folder of the engine's files.</param>
/// <param name="actual">Folder of ours.</param>
/// <param name="oneRealization">
/// The engine has one realization, so its exporter may have left out statistics that are equal to it.
/// </param>
/// <param name="statisticsAlone">
/// It has several and the job does not ask for the single ones, so its exporter may have left out losses of these.
/// </param>
public sealed class ExportedAnswer(string expected, string actual, bool oneRealization, bool statisticsAlone = false)
{
    /// <summary>Half of the fifth decimal that coordinates are printed with.</summary>
    private const double HalfCoordinate = 5.1e-6;

    private static readonly string[] Coordinates = ["lon", "lat"];

    /// <summary>The archived hazard need not know the branches of the logic tree.</summary>
    private const string BranchPath = "branch_path";

    /// <summary>Losses by source are not made: see docs/decisions/losses-as-the-engine.md.</summary>
    private const string LossesBySource = "src_loss_";

    /// <summary>Compares all files.</summary>
    public void Compare(Agreement agreement)
    {
        var theirs = Files(expected);
        var ours = Files(actual);
        foreach (var (name, path) in theirs)
            if (ours.Remove(name, out var own))
                CompareFile(agreement, name, new Table(path), new Table(own));
            else if (!name.StartsWith(LossesBySource, StringComparison.Ordinal))
                agreement.Problem($"{name} is missing");
        foreach (var (name, path) in ours.Where(o => !IsLeftOut(o.Key) && !IsLeftOutForItsSize(theirs, o.Key)))
            if (oneRealization && SameAsRealization(name) is { } same && theirs.TryGetValue(same, out var single))
                CompareFile(agreement, name, new Table(single), new Table(path));
            else
                agreement.Problem($"{name} is not among the engine's files");
    }

    /// <summary>The file of the only realization that a file of a statistic must be equal to.</summary>
    private static string? SameAsRealization(string name) =>
        name.StartsWith("avg_losses-", StringComparison.Ordinal) && !name.Contains("-std")
            ? "avg_losses-rlz-000.csv"
            : null;

    /// <summary>
    /// Losses of single realizations; the raw answers have them in any case, but for maps, which the engine makes by
    /// name alone.
    /// </summary>
    private bool IsLeftOut(string name) => name.StartsWith("loss_maps-rlz-", StringComparison.Ordinal)
        || (statisticsAlone && !name.Contains("-stats", StringComparison.Ordinal)
            && new[] { "avg_losses-rlz-", "aggrisk", "aggcurves" }.Any(
                start => name.StartsWith(start, StringComparison.Ordinal)));

    /// <summary>A case of which the loss curves are too large keeps those of one statistic, compressed.</summary>
    private static bool IsLeftOutForItsSize(SortedDictionary<string, string> theirs, string name) =>
        theirs.Any(t => t.Value.EndsWith(".gz", StringComparison.Ordinal) && t.Key.Split('-')[0] == name.Split('-')[0]);

    /// <summary>Files by full name; the engine writes <c>aggrisk-.csv</c> where there are no tags.</summary>
    private static SortedDictionary<string, string> Files(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(folder).Where(p => p.EndsWith(".csv") || p.EndsWith(".csv.gz")))
            files.Add(Path.GetFileName(path).Replace(".csv.gz", ".csv").Replace("-.csv", ".csv"), path);
        return files;
    }

    private static void CompareFile(Agreement agreement, string name, Table theirs, Table ours)
    {
        agreement.CountFile(theirs.Rows.Count, theirs.Names.Length);
        if (!theirs.Names.SequenceEqual(ours.Names))
            agreement.Problem(
                $"{name}: columns {string.Join(',', ours.Names)} instead of {string.Join(',', theirs.Names)}");
        else if (theirs.Rows.Count != ours.Rows.Count)
            agreement.Problem($"{name}: {ours.Rows.Count} rows instead of {theirs.Rows.Count}");
        else if (name == "risk_by_event.csv")
            CompareRows(agreement, name, OrderTies(theirs.Rows, theirs.Rows), OrderTies(ours.Rows, theirs.Rows));
        else
            CompareRows(agreement, name, theirs.Rows, ours.Rows);
    }

    private static void CompareRows(
        Agreement agreement, string name, IReadOnlyList<Row> theirs, IReadOnlyList<Row> ours)
    {
        for (var i = 0; i < theirs.Count; i++)
        {
            var rest = Rest(name, theirs[i]);
            for (var c = 0; c < theirs[i].Names.Length; c++)
                CompareField(
                    agreement, $"{name} row {i + 1}", theirs[i].Names[c], theirs[i].Values[c], ours[i].Values[c], rest);
        }
    }

    private static void CompareField(
        Agreement agreement, string where, string column, string right, string ours, double rest)
    {
        if (column == BranchPath)
            return;
        if (IsPrinted(right) && Number(right) is { } number && Number(ours) is { } own)
            agreement.ComparePrinted(
                $"{where} {column}", number, own, Coordinates.Contains(column) ? HalfCoordinate : rest);
        else if (right != ours)
            agreement.Problem($"{where} {column}: '{ours}' instead of '{right}'");
    }

    private static double? Number(string text) => text.ToLowerInvariant() switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    /// <summary>A float that the engine printed; ids and counts have neither point nor exponent.</summary>
    private static bool IsPrinted(string text) =>
        text.Contains('.') || text.ToLowerInvariant() is "nan" or "inf" or "-inf";

    /// <summary>
    /// What treaties leave of a claim is a small difference of float32 numbers: right to the last bit of the claim, not
    /// of itself.
    /// </summary>
    private static double Rest(string name, Row row) => !name.StartsWith("reinsurance", StringComparison.Ordinal) ? 0
        : (float.BitIncrement(1) - 1) * row.Values.Max(v => Number(v) ?? 0);

    /// <summary>
    /// Rows of equal losses by event id: the engine leaves their order to numpy's sorting, which depends on the
    /// processor.
    /// </summary>
    private static List<Row> OrderTies(IReadOnlyList<Row> rows, IReadOnlyList<Row> right)
    {
        var runs = new int[rows.Count];
        for (var i = 1; i < runs.Length; i++)
            runs[i] = runs[i - 1] + (right[i].Values[1] == right[i - 1].Values[1] ? 0 : 1);
        return [
            .. rows.Select((row, i) => (row, run: runs[i]))
                .OrderBy(r => r.run)
                .ThenBy(r => long.Parse(r.row.Values[0]))
                .Select(r => r.row)];
    }
}
