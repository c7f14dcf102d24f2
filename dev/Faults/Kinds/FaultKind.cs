using Workers.Faults.Installation;

namespace Workers.Faults.Kinds;

/// <summary>A fault that can be injected: it lasts as long as the task, after which the cause is gone.</summary>
/// <param name="Name">As it is reported.</param>
/// <param name="Lane">Faults of a lane come one after the other; lanes are side by side.</param>
/// <param name="Weight">How often it comes, beside the others of its lane.</param>
/// <param name="InjectAsync">Injects it and takes it away again.</param>
public sealed record FaultKind(
    string Name,
    FaultLane Lane,
    int Weight,
    Func<FaultySystem, Random, CancellationToken, Task> InjectAsync);

/// <summary>What a fault is about.</summary>
public enum FaultLane
{
    /// <summary>The system's own processes.</summary>
    Processes,

    /// <summary>Broker, databases and the lines to them.</summary>
    Servers,

    /// <summary>What is in the messages.</summary>
    Messages,
}
