namespace Workers.Faults.Histories;

/// <summary>Something that happened in a run.</summary>
/// <param name="Seconds">Since the run began.</param>
/// <param name="What"><c>accepted</c>, <c>rested</c>, <c>fault</c>, <c>healed</c>, <c>action</c>.</param>
/// <param name="Name">Of the fault, the state, the action.</param>
/// <param name="Job">The job it is about; null if about none.</param>
public sealed record HistoryEntry(double Seconds, string What, string Name, Guid? Job);
