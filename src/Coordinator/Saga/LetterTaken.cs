namespace Workers.Coordinator.Saga;

/// <summary>A message that a job waits for lies among the dead letters.</summary>
public sealed record LetterTaken
{
    public Guid JobId { get; init; }

    /// <summary>Null: the message says none.</summary>
    public int? Attempt { get; init; }
    public Guid LetterId { get; init; }

    /// <summary>Queue that the message died in.</summary>
    public string SourceQueue { get; init; } = "";
    public string MessageType { get; init; } = "";

    /// <summary>What it died of.</summary>
    public string What { get; init; } = "";
}
