using MassTransit;
using Workers.Contracts;

namespace Workers.Messaging.Topology;

/// <summary>Which messages somebody must receive, and which are told to whoever listens.</summary>
public static class Routes
{
    private static readonly HashSet<Type> Announcements =
        // There may be no listener: kept for one, they would fill the outbox.
        [typeof(RiskJobStateChanged), typeof(RiskJobRefused), typeof(StepProgressed)];

    /// <summary>
    /// True if a message that no queue would take is an error: it then stays in the outbox and is tried again.
    /// </summary>
    public static bool Mandatory(Type message) => !Announcements.Contains(message) && !IsFault(message);

    private static bool IsFault(Type message) =>
        typeof(Fault).IsAssignableFrom(message) || typeof(ReceiveFault).IsAssignableFrom(message);
}
