namespace Workers.Coordinator.Saga;

/// <summary>Where a command is sent: the exchange with the name of the queue. Senders do not declare it.</summary>
internal static class QueueAddress
{
    public static Uri Of(string queue) => new("exchange:" + queue);
}
