using Workers.Contracts;
using Workers.Errors;

namespace Workers.Messaging.Steps;

/// <summary>Numbered errors as they travel.</summary>
public static class JobErrors
{
    /// <summary>More than anybody reads; what a sender wrote may be in it, and is not echoed at any length.</summary>
    private const int MaxCharacters = 4_000;

    /// <summary>The error as the platform sees it.</summary>
    public static JobError ToContract(this InputError error) => new()
    {
        Code = error.Number,
        What = Clip(error.What)!,
        Where = Clip(error.Where),
        Expected = Clip(error.Expected),
    };

    /// <summary>As it may be echoed.</summary>
    public static string? Clip(string? text) => text?.Length > MaxCharacters ? text[..Whole(text)] + "…" : text;

    /// <summary>Not in the middle of a surrogate pair.</summary>
    private static int Whole(string text) =>
        char.IsHighSurrogate(text[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters;
}
