namespace Workers.Messaging.Topology;

/// <summary>Addresses that do not name a broker, so that rows outlive a move of it.</summary>
internal static class Address
{
    /// <summary>The exchange of this name, which must exist; a queue has one of its own name.</summary>
    public static Uri Of(string exchange) => new("exchange:" + exchange);

    /// <summary>Name of the queue that a transport's address is of.</summary>
    public static string QueueName(this Uri address) => Uri.UnescapeDataString(address.Segments[^1]);

    /// <summary>Leaves the host out of a transport's address (<c>rabbitmq://host/vhost/name</c>); temporary ones stay whole.</summary>
    public static string? Relative(Uri? address) => address switch
    {
        null => null,
        { IsAbsoluteUri: true, Scheme: "rabbitmq" or "rabbitmqs" or "loopback" } when !address.Query.Contains("temporary", StringComparison.Ordinal)
            => Of(Uri.UnescapeDataString(address.Segments[^1])).ToString(),
        _ => address.ToString(),
    };
}
