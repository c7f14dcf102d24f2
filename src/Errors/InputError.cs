namespace Workers.Errors;

/// <summary>One clear answer to wrong input: a numbered code, what is wrong, where, and what would be right.</summary>
/// <param name="Code">
/// Stable number; printed as <c>W3004</c>. The list is <see cref="ErrorCode"/> and <c>docs/errors.md</c>.
/// </param>
/// <param name="What">The fault in one sentence, with the offending value.</param>
/// <param name="Where">File, line and id, as far as known (<c>exposure.csv:12 asset a11</c>).</param>
/// <param name="Expected">What would be right, or what there is to choose from.</param>
public sealed record InputError(ErrorCode Code, string What, string? Where = null, string? Expected = null)
{
    /// <summary>The code as people and scripts see it: <c>W</c> and four digits.</summary>
    public string Number => $"W{(int)Code:D4}";

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Number} {What}" + (Where is null ? "" : $" [{Where}]") + (Expected is null ? "" : $" Expected: {Expected}");
}
