using Workers.Kit.Instances;
using Workers.Kit.Processes;
using Workers.Kit.Servers;

namespace Workers.Faults.Installation;

/// <summary>Three nodes on this machine, whose quorum queues have a replica on each.</summary>
public sealed class BrokerCluster
{
    private readonly Instance _instance;
    private readonly ServerSettings _settings;
    private int _connections;

    private BrokerCluster(Instance instance, ServerSettings settings, IReadOnlyList<BrokerNode> nodes)
    {
        _instance = instance;
        _settings = settings;
        Nodes = nodes;
    }

    /// <summary>The first one was started with the servers.</summary>
    public IReadOnlyList<BrokerNode> Nodes { get; }

    /// <summary>Adds two nodes to the one that runs. Queues that are declared later have three replicas.</summary>
    public static async Task<BrokerCluster> FormAsync(
        Instance instance,
        ServerSettings settings,
        CancellationToken cancel)
    {
        BrokerNode[] nodes = [BrokerNode.Only(settings), BrokerNode.Further(2), BrokerNode.Further(3)];
        foreach (var node in nodes.Skip(1))
        {
            await RabbitServer.StartAsync(instance, settings, node, cancel);
            await ControlAsync("stop_app");
            await ControlAsync("join_cluster", nodes[0].ErlangName(instance));
            await ControlAsync("start_app");

            Task ControlAsync(params string[] arguments) =>
                ExternalProgram.RunAsync(RabbitServer.Control(instance, node.Name), arguments, cancel);
        }
        return new BrokerCluster(instance, settings, nodes);
    }

    /// <summary>Where the next connection leads, as behind a balancer: to the nodes that run, in turn.</summary>
    public int NextPort()
    {
        var alive = Nodes.Where(node => _instance.Find(node.Name) is not null).ToList();
        return alive.Count == 0 ? Nodes[0].Port : alive[Interlocked.Increment(ref _connections) % alive.Count].Port;
    }

    /// <summary>
    /// Starts the nodes that do not run, at the same time: the last one that went must be there for the others.
    /// </summary>
    public Task StartAsync(CancellationToken cancel) =>
        Task.WhenAll(Nodes.Select(node => RabbitServer.StartAsync(_instance, _settings, node, cancel)));
}
