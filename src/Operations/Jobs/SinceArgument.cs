using System.Globalization;
using Workers.Errors;

namespace Workers.Operations.Jobs;

/// <summary>A time in the past as people give it: a date, a date and time in UTC, or how long ago.</summary>
public static class SinceArgument
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK"];

    /// <summary>Null for null.</summary>
    /// <param name="where">Where it was given, for the error.</param>
    /// <exception cref="InputException">RequestInvalid.</exception>
    public static DateTimeOffset? Read(string? text, string where, DateTimeOffset now)
    {
        if (text is null) return null;
        if (DurationArgument.Find(text) is { } ago && ago < now - DateTimeOffset.UnixEpoch) return now - ago;
        // UTC unless it says otherwise: the same command means the same on every machine.
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Utc, out var time)
            ? time
            : throw RequestErrors.NotATime(text, where);
    }
}
