namespace Workers.OpenQuake.Text;

/// <summary>Finds the name that somebody may have meant.</summary>
internal static class Spelling
{
    // Farther names are other words, not typing errors.
    private const int MaxEdits = 3;
    // Edits cost the product of both lengths.
    private const int MaxLength = 60;

    /// <summary>The first name with the fewest edits (Levenshtein), at most 3; null if there is none.</summary>
    public static string? Nearest(string word, IEnumerable<string> names)
    {
        if (word.Length > MaxLength)
            return null;
        string? nearest = null;
        var fewest = MaxEdits + 1;
        foreach (var name in names)
        {
            var edits = CountEdits(word, name);
            // Of equally near names the first: errors are the same on every run.
            if (edits >= fewest)
                continue;
            fewest = edits;
            nearest = name;
        }
        return nearest;
    }

    private static int CountEdits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, replaced);
                diagonal = above;
            }
        }
        return row[^1];
    }
}
