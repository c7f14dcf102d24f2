using Workers.Faults.Installation;
using Workers.Kit.Servers;

namespace Workers.Faults.Kinds;

/// <summary>The broker goes away, comes back, or takes nothing.</summary>
internal static class BrokerFaults
{
    private static readonly string[] MemoryAlarm = ["set_vm_memory_high_watermark", "absolute", "1"];
    private static readonly string[] MemoryIsFree = ["set_vm_memory_high_watermark", "0.4"];
    private static readonly string[] DiskAlarm = ["set_disk_free_limit", "1PB"];
    private static readonly string[] DiskIsFree = ["set_disk_free_limit", "50MB"];

    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new("kill -9 of the broker", FaultLane.Servers, 2, KillAsync),
        new("the broker's application restarts", FaultLane.Servers, 1, RestartAsync),
        new("all connections to the broker are closed", FaultLane.Servers, 4, CloseAllAsync),
        new("memory alarm of the broker", FaultLane.Servers, 2, (system, random, cancel) =>
            AlarmAsync(system, MemoryAlarm, MemoryIsFree, random, cancel)),
        new("disk alarm of the broker", FaultLane.Servers, 2, (system, random, cancel) =>
            AlarmAsync(system, DiskAlarm, DiskIsFree, random, cancel)),
    ];

    /// <summary>Faults that need a cluster.</summary>
    public static IReadOnlyList<FaultKind> OfClusters { get; } =
        [new("kill -9 of a node of the broker", FaultLane.Servers, 12, KillNodeAsync)];

    private static async Task KillAsync(FaultySystem system, Random random, CancellationToken cancel)
    {
        await Task.WhenAll(system.Instance.Running.Where(RabbitServer.IsNode).Select(node => node.KillAsync()));
        await Task.Delay(Pauses.Draw(random, 0, 5), cancel);
        await system.StartBrokerAsync(cancel);
    }

    /// <summary>One of three: whichever queues it led find another leader.</summary>
    private static async Task KillNodeAsync(FaultySystem system, Random random, CancellationToken cancel)
    {
        var nodes = system.Cluster!.Nodes;
        if (system.Find(nodes[random.Next(nodes.Count)].Name) is { } node) await node.KillAsync();
        await Task.Delay(Pauses.Draw(random, 0, 10), cancel);
        await system.StartBrokerAsync(cancel);
    }

    private static async Task RestartAsync(FaultySystem system, Random random, CancellationToken cancel)
    {
        await system.ControlAsync(["stop_app"], cancel);
        await Task.Delay(Pauses.Draw(random, 0, 3), cancel);
        await system.ControlAsync(["start_app"], cancel);
    }

    private static Task<string> CloseAllAsync(FaultySystem system, Random random, CancellationToken cancel) =>
        system.ControlAsync(["close_all_connections", "fault"], cancel);

    private static async Task AlarmAsync(
        FaultySystem system,
        string[] begin,
        string[] end,
        Random random,
        CancellationToken cancel)
    {
        await system.ControlAsync(begin, cancel);
        try
        {
            await Task.Delay(Pauses.Draw(random, 1, 6), cancel);
        }
        finally
        {
            await system.ControlAsync(end, CancellationToken.None);
        }
    }
}
