namespace Workers.Messaging.Topology;

/// <summary>Addresses that do not name a broker, so that rows outlive a move of it.</summary>
internal static class Address
{
    /// <summary>The exchange of this name, which must exist; a queue has one of its own name.</summary>
    public static Uri Exchange(string name) => new("exchange:" + name);

    /// <summary>Name of the queue that a transport's address is of.</summary>
    public static string QueueName(this Uri address) => LastPart(address);

    /// <summary>Leaves the broker out of a transport's address (<c>rabbitmq://host/vhost/name</c>).</summary>
    public static string? Relative(Uri? address)
    {
        if (address is null)
            return null;
        var relative = IsOfTransport(address) && !IsTemporary(address) ? Exchange(LastPart(address)) : address;
        return relative.ToString();
    }

    private static bool IsOfTransport(Uri address) =>
        address is { IsAbsoluteUri: true, Scheme: "rabbitmq" or "rabbitmqs" or "loopback" };

    /// <summary>The parameters of a temporary queue say how it is declared: its address stays whole.</summary>
    private static bool IsTemporary(Uri address) => address.Query.Contains("temporary", StringComparison.Ordinal);

    private static string LastPart(Uri address) => Uri.UnescapeDataString(address.Segments[^1]);
}
