namespace Workers.Errors;

/// <summary>How values from outside appear in the sentences of errors.</summary>
public static class Shown
{
    private const int MaxLength = 60;
    private const int MaxNames = 12;

    /// <summary>The first 60 characters, with an ellipsis where there were more.</summary>
    public static string Shorten(string text) => text.Length <= MaxLength ? text : text[..MaxLength] + "…";

    /// <summary>A choice, for the expected part: <c>one of a, b, …</c> with at most 12 names.</summary>
    /// <param name="names">What there is to choose from.</param>
    /// <param name="none">What to say if there is nothing.</param>
    public static string Among(IEnumerable<string> names, string none = "at least one")
    {
        var shown = names.Take(MaxNames + 1).ToList();
        if (shown.Count == 0)
            return none;
        var list = string.Join(", ", shown.Take(MaxNames));
        return shown.Count > MaxNames ? $"one of {list}, …" : $"one of {list}";
    }
}
