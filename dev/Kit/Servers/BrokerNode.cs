using Workers.Kit.Instances;

namespace Workers.Kit.Servers;

/// <summary>A node of the private broker; there is one, but in a cluster.</summary>
/// <param name="Name">Name of its process, log and folder.</param>
/// <param name="Port">Where clients connect.</param>
/// <param name="DistributionPort">Where other nodes connect.</param>
public sealed record BrokerNode(string Name, int Port, int DistributionPort)
{
    internal const string OnlyName = RabbitServer.Name;

    /// <summary>The node of a broker without a cluster, and the first one of a cluster.</summary>
    public static BrokerNode Only(ServerSettings settings) =>
        new(OnlyName, settings.BrokerPort, settings.BrokerDistributionPort);

    /// <summary>One more, on ports of its own.</summary>
    public static BrokerNode Further(int number) => new($"{OnlyName}-{number}", Ports.Free(), Ports.Free());

    /// <summary>How nodes call each other.</summary>
    public string ErlangName(Instance instance) =>
        $"workers-{instance.Name}{Name[OnlyName.Length..]}@localhost";
}
