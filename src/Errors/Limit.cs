namespace Workers.Errors;

/// <summary>How much of something a deployment allows.</summary>
/// <param name="Most">The most that passes.</param>
/// <param name="Setting">Where that is said, for whoever may change it.</param>
public sealed record Limit(long Most, string Setting)
{
    /// <summary>Passes what is not more than is allowed.</summary>
    /// <param name="count">How much there is.</param>
    /// <param name="what">Of what, e.g. <c>assets</c>.</param>
    /// <param name="where">Whose it is.</param>
    /// <param name="instead">What would be less.</param>
    /// <exception cref="InputException">TooLarge, with both figures.</exception>
    public void Check(long count, string what, string where, string instead)
    {
        if (count > Most)
            throw FitErrors.TooLarge(count, what, this, where, instead);
    }
}
