using Workers.Errors;

namespace Workers.Operations;

/// <summary>Ids as people read and type them: the first characters, as many as tell those shown apart.</summary>
public static class ShortIds
{
    /// <summary>Stands for the newest.</summary>
    public const string Latest = "latest";

    private const int Shortest = 8;
    private const int GuidDigits = 32;

    /// <summary>The shortest length, of 8 or more, at which no two of some ids begin alike.</summary>
    public static int LengthFor(IEnumerable<string> ids)
    {
        // In order, those that begin most alike are neighbours.
        var sorted = ids.Distinct().Order(StringComparer.Ordinal).ToList();
        var common = 0;
        for (var i = 1; i < sorted.Count; i++)
            common = Math.Max(common, sorted[i - 1].AsSpan().CommonPrefixLength(sorted[i]));
        return Math.Max(Shortest, common + 1);
    }

    /// <summary>The first characters of an id.</summary>
    public static string Shorten(string id, int length = Shortest) =>
        id.Length <= length ? id : id[..length].TrimEnd('-');

    /// <summary>The UUIDs that begin with some hexadecimal digits; dashes do not count.</summary>
    /// <exception cref="InputException">RequestInvalid: it is no beginning of a UUID.</exception>
    public static (Guid First, Guid Last) RangeOf(string text)
    {
        var digits = text.Replace("-", "", StringComparison.Ordinal);
        if (digits.Length is 0 or > GuidDigits || !digits.All(char.IsAsciiHexDigit))
            throw RequestErrors.NotAnId(text);
        return (Pad('0'), Pad('f'));

        Guid Pad(char digit) => Guid.ParseExact(digits.PadRight(GuidDigits, digit), "N");
    }

    /// <summary>Tells the UUIDs that begin with some hexadecimal digits; none do with <c>latest</c>.</summary>
    /// <exception cref="InputException">RequestInvalid: it is no beginning of a UUID.</exception>
    internal static Func<Guid, bool> Within(string text)
    {
        if (IsLatest(text)) return _ => false;
        var (first, last) = RangeOf(text);
        return id => id >= first && id <= last;
    }

    /// <summary>Whether the newest is meant.</summary>
    internal static bool IsLatest(string text) => text.Equals(Latest, StringComparison.OrdinalIgnoreCase);

    /// <summary>The only id that is named, or the first for <c>latest</c>.</summary>
    /// <param name="ids">Newest first.</param>
    /// <exception cref="InputException">AmbiguousId, or what <paramref name="unknown"/> says.</exception>
    internal static T Choose<T>(string text, IReadOnlyList<T> ids, Func<T, bool> isNamed, Func<InputException> unknown)
        where T : notnull
    {
        var named = IsLatest(text) ? [.. ids.Take(1)] : ids.Where(isNamed).ToList();
        return named.Count switch
        {
            0 => throw unknown(),
            1 => named[0],
            _ => throw RequestErrors.AmbiguousId(text, named.Select(id => $"{id}")),
        };
    }
}
