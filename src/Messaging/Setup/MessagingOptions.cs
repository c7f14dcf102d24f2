namespace Workers.Messaging.Setup;

/// <summary>What messaging needs to know of a process.</summary>
public sealed record MessagingOptions
{
    /// <summary>Name of the process, as the broker shows it.</summary>
    public required string ProcessName { get; init; }

    /// <summary>
    /// The database that the process commits in: one of the constants of <see cref="Storage.Databases.Database"/>.
    /// </summary>
    public required string Database { get; init; }

    /// <summary>The broker, <c>amqp://user:password@host:port/vhost</c>.</summary>
    public required Uri Broker { get; init; }

    /// <summary>How long messages are remembered as consumed; longer than any redelivery or replay may take.</summary>
    public required TimeSpan InboxWindow { get; init; }
}
