namespace Workers.Errors;

/// <summary>Sentences on single values; which number they have depends on what the value belongs to.</summary>
public static class ValueErrors
{
    /// <summary>A field, attribute or parameter whose value is not what it takes.</summary>
    /// <param name="code">The number that what holds the value gives.</param>
    /// <param name="name">Name of the field, attribute or parameter.</param>
    /// <param name="value">Its text.</param>
    /// <param name="where">File, line and id.</param>
    /// <param name="expected">What it takes.</param>
    public static InputException Invalid(
        ErrorCode code,
        string name,
        string value,
        string where,
        string expected) => new(
        code,
        $"{name} = '{Shown.Shorten(value)}' is not valid.",
        where,
        expected);
}
