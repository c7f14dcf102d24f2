namespace Workers.Contracts;

/// <summary>
/// Codes of the errors of a job in <see cref="JobState.NeedsAttention"/>: the input is not to blame, so they have
/// no number.
/// </summary>
public static class AttentionCode
{
    /// <summary>A worker failed again and again; there is a dead letter to replay.</summary>
    public const string Fault = "FAULT";

    /// <summary>No sign of life from a worker.</summary>
    public const string Silence = "SILENCE";
}
