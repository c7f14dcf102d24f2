namespace Workers.Errors;

/// <summary>One clear answer to wrong input: a numbered code, what is wrong, where, and what would be right.</summary>
public sealed record InputError
{
    // Internal: a sentence stands once, in a factory beside its code.
    internal InputError(ErrorCode code, string what, string? where, string? expected)
    {
        Code = code;
        What = what;
        Where = where;
        Expected = expected;
    }

    /// <summary>
    /// Stable number; printed as <c>W3004</c>. The list is <see cref="ErrorCode"/> and <c>docs/errors.md</c>.
    /// </summary>
    public ErrorCode Code { get; }

    /// <summary>The fault in one sentence, with the offending value.</summary>
    public string What { get; }

    /// <summary>File, line and id, as far as known (<c>exposure.csv:12 asset a11</c>).</summary>
    public string? Where { get; }

    /// <summary>What would be right, or what there is to choose from.</summary>
    public string? Expected { get; }

    /// <summary>The code as people and scripts see it: <c>W</c> and four digits.</summary>
    public string Number => $"W{(int)Code:D4}";

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Number} {What}" + (Where is null ? "" : $" [{Where}]") + (Expected is null ? "" : $" Expected: {Expected}");
}
