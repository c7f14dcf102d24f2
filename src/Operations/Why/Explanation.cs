namespace Workers.Operations.Why;

/// <summary>What something waits for.</summary>
/// <param name="State">State of the job or operation.</param>
/// <param name="WaitsFor">One sentence.</param>
/// <param name="Evidence">What was looked at, a line each.</param>
public sealed record Explanation(Guid Id, string State, string WaitsFor, IReadOnlyList<string> Evidence);
