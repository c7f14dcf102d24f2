using Workers.Kit.Instances;
using Workers.Kit.Servers;
using Workers.Operations;

namespace Workers.Kit.Running;

/// <summary>
/// The system on private servers of the checkout: as <c>up</c> left it, or started for a command and stopped after it.
/// </summary>
public sealed class LocalSystem : IAsyncDisposable
{
    private readonly Instance? _started;
    private readonly InstanceLock? _lock;

    private LocalSystem(Connections connections, Instance? started, InstanceLock? held)
    {
        Connections = connections;
        _started = started;
        _lock = held;
    }

    public Connections Connections { get; }

    /// <summary>It did not run before, and ends with this object.</summary>
    public bool IsStartedForCommand => _started is not null;

    /// <summary>Where a running system is; fails if there is none.</summary>
    public static Connections Find(GivenConnections given)
    {
        if (given.All) return Complete(given, null);
        var instance = Instance.ForUse(Checkout.Find());
        return Complete(given, IsUp(instance) ? ServerSettings.Read(instance) : null);
    }

    /// <summary>Uses the running system, or starts one that ends with this object.</summary>
    public static async Task<LocalSystem> UseAsync(string command, GivenConnections given, CancellationToken cancel)
    {
        if (given.All) return new(Complete(given, null), null, null);
        var instance = Instance.ForUse(Checkout.Find());
        if (IsUp(instance)) return new(Find(given), null, null);
        var held = InstanceLock.Take(instance, command);
        try
        {
            return new(await StartAsync(instance, given, cancel), instance, held);
        }
        catch
        {
            await PrivateServers.StopAsync(instance);
            held.Dispose();
            throw;
        }
    }

    /// <summary>Servers, databases, processes: whatever of these does not run yet. The caller holds the lock.</summary>
    public static async Task<Connections> StartAsync(
        Instance instance,
        GivenConnections given,
        CancellationToken cancel)
    {
        await PrivateServers.CleanUpAsync(instance);
        var settings = await PrivateServers.StartAsync(
            instance,
            postgres: !given.AllDatabases,
            broker: given.Broker is null,
            answering => ProgressLine.RunAsync("databases", () => Complete(given, answering).MigrateAsync(cancel)),
            cancel);
        var connections = Complete(given, settings);
        await ProgressLine.RunAsync("processes", () => HostProcess.StartAllAsync(instance, connections, cancel));
        return connections;
    }

    public static bool IsUp(Instance instance) => File.Exists(instance.UpMarker) && instance.Running.Count > 0;

    public async ValueTask DisposeAsync()
    {
        if (_started is not null) await ProgressLine.RunAsync("stopped", () => PrivateServers.StopAsync(_started));
        _lock?.Dispose();
    }

    /// <summary>What is given, and the private servers for the rest.</summary>
    private static Connections Complete(GivenConnections given, ServerSettings? settings)
    {
        return new(
            given.Broker ?? Private().Broker,
            given.Icebox ?? Private().Database(Storage.Databases.Database.Icebox),
            given.Engine ?? Private().Database(Storage.Databases.Database.Engine),
            given.Jobs ?? Private().Database(Storage.Databases.Database.Jobs));

        ServerSettings Private() => settings ?? throw new UnavailableException(
            "the system is not running: start it with ./workers up, or name its servers in "
            + GivenConnections.Variables);
    }
}
