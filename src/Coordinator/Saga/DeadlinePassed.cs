namespace Workers.Coordinator.Saga;

/// <summary>
/// The deadline of a state has come: look whether there was evidence of work meanwhile.
/// One that was taken back too late is recognized by its token.
/// </summary>
public sealed record DeadlinePassed
{
    public Guid JobId { get; init; }
}
