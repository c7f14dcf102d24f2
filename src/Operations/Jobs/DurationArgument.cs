using System.Globalization;
using Workers.Errors;

namespace Workers.Operations.Jobs;

/// <summary>A length of time as people give it: <c>30s</c>, <c>90m</c>, <c>12h</c>, <c>7d</c>.</summary>
public static class DurationArgument
{
    /// <summary>Null for null.</summary>
    /// <param name="where">Where it was given, for the error.</param>
    /// <exception cref="InputException">RequestInvalid.</exception>
    public static TimeSpan? Read(string? text, string where)
    {
        if (text is null) return null;
        return Find(text) is { } duration && duration > TimeSpan.Zero
            ? duration
            : throw RequestErrors.NotADuration(text, where);
    }

    /// <summary>Null if it is none.</summary>
    internal static TimeSpan? Find(string text)
    {
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var many))
            return null;
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(many),
            'm' => TimeSpan.FromMinutes(many),
            'h' => TimeSpan.FromHours(many),
            'd' when many < TimeSpan.MaxValue.Days => TimeSpan.FromDays(many),
            _ => null,
        };
    }
}
