namespace Workers.Errors;

/// <summary>
/// The request or a file is wrong: nothing was imported, and trying again without a change cannot help.
/// </summary>
public sealed class InputException : Exception
{
    internal InputException(InputError error) : base(error.ToString()) => Error = error;

    internal InputException(ErrorCode code, string what, string? where = null, string? expected = null)
        : this(new InputError(code, what, where, expected)) { }

    /// <summary>The error to show.</summary>
    public InputError Error { get; }
}
