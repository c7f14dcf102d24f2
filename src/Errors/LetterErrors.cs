namespace Workers.Errors;

/// <summary>What can be wrong with what is asked of dead letters.</summary>
public static class LetterErrors
{
    /// <summary>W1022: no letter has an id with this beginning, or there are none and the latest was meant.</summary>
    public static InputException UnknownLetter(string beginning) => new(
        ErrorCode.UnknownLetter,
        $"There is no dead letter whose id begins with '{Shown.Shorten(beginning)}'.",
        where: null,
        "an id that workers deadletters list shows");

    /// <summary>W1022.</summary>
    public static InputException UnknownOperation(string beginning) => new(
        ErrorCode.UnknownLetter,
        $"There is no operation whose id begins with '{Shown.Shorten(beginning)}'.",
        where: null,
        "an id that workers operations lists");

    /// <summary>W1023.</summary>
    /// <param name="count">Letters that are meant.</param>
    public static InputException NotConfirmed(int count) => new(
        ErrorCode.NotConfirmed,
        $"{count} dead letters are meant, and that was not confirmed.",
        "--confirm",
        $"--confirm {count}, if these are the ones");

    /// <summary>W1003.</summary>
    /// <param name="kind">What was to be done.</param>
    public static InputException NoneMeant(string kind) => new(
        ErrorCode.RequestInvalid,
        $"No dead letter is meant that there is something to {kind} of.",
        where: null,
        kind == "restore" ? "archived letters (workers deadletters list --state archived)" : "open letters");

    /// <summary>W1003.</summary>
    public static InputException NothingSaid() => new(
        ErrorCode.RequestInvalid,
        "It is not said which dead letters are meant.",
        where: null,
        "ids, a filter such as --group or --queue, or --all");

    /// <summary>W1003.</summary>
    public static InputException NotAPage(string text) => new(
        ErrorCode.RequestInvalid,
        $"'{Shown.Shorten(text)}' is not where a page begins.",
        "--page",
        "what the page before said");

    /// <summary>W1003.</summary>
    public static InputException NotAField(string text) => new(
        ErrorCode.RequestInvalid,
        $"'{Shown.Shorten(text)}' does not set a field of the message.",
        "--set",
        "NAME=VALUE, where the message has a field of that name");

    /// <summary>W1003.</summary>
    public static InputException BodyNotEditable() => new(
        ErrorCode.RequestInvalid,
        "The body of the letter is not a message whose fields could be set.",
        "--set",
        "a whole new body: --body FILE");

    /// <summary>W1003.</summary>
    public static InputException NothingEdited() => new(
        ErrorCode.RequestInvalid,
        "It is not said what the new body is.",
        where: null,
        "--set NAME=VALUE, or --body FILE");

    /// <summary>W1003.</summary>
    public static InputException NoReason() => new(
        ErrorCode.RequestInvalid,
        "It is not said why.",
        "--reason",
        "a reason for the audit");

    /// <summary>W1003.</summary>
    public static InputException RateBelowOne(int rate) => new(
        ErrorCode.RequestInvalid,
        $"{rate} letters a second cannot be sent.",
        "--rate",
        "a number from 1 on");
}
