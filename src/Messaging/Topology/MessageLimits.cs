namespace Workers.Messaging.Topology;

/// <summary>How large messages may be.</summary>
public static class MessageLimits
{
    /// <summary>
    /// Bytes that our brokers take (<c>max_message_size</c>): a larger message closes the channel of its sender.
    /// </summary>
    public const int Broker = 32 << 20;

    /// <summary>
    /// Bytes of a request: half as many, so that what is added on the way inside never makes it too large.
    /// </summary>
    public const int Request = Broker / 2;
}
