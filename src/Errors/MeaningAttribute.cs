namespace Workers.Errors;

/// <summary>What an <see cref="ErrorCode"/> means, for the handbook of errors.</summary>
/// <param name="what">What is wrong when this number is given.</param>
/// <param name="remedy">What to do about it.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class MeaningAttribute(string what, string remedy) : Attribute
{
    /// <summary>What is wrong when this number is given.</summary>
    public string What { get; } = what;

    /// <summary>What to do about it.</summary>
    public string Remedy { get; } = remedy;
}
