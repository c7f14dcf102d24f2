namespace Workers.Coordinator.Saga;

/// <summary>Where a command is sent: the exchange that has the name of the queue, which is not declared by senders.</summary>
internal static class QueueAddress
{
    public static Uri Of(string queue) => new("exchange:" + queue);
}
