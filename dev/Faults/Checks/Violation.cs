namespace Workers.Faults.Checks;

/// <summary>A promise that was not kept.</summary>
/// <param name="Invariant"><c>I1</c> to <c>I6</c>.</param>
/// <param name="What">What was found, with the job or the queue.</param>
public sealed record Violation(string Invariant, string What);
