namespace Workers.OpenQuake.Ini;

/// <summary>Finds the name that somebody may have meant.</summary>
internal static class Spelling
{
    private const int MostEdits = 3;

    public static string? Nearest(string word, IEnumerable<string> names) => word.Length > 60 ? null
        : names.Select(n => (Name: n, Edits: Edits(word, n))).Where(n => n.Edits <= MostEdits).OrderBy(n => n.Edits).Select(n => n.Name).FirstOrDefault();

    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
