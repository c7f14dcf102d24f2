namespace Workers.Cli.Local;

/// <summary>The whole system, running for as long as a command needs it: as <c>up</c> left it, or started for the command and stopped after it.</summary>
public sealed class LocalSystem : IAsyncDisposable
{
    private readonly Instance? _started;
    private readonly InstanceLock? _lock;

    private LocalSystem(Connections connections, Instance? started, InstanceLock? held) => (Connections, _started, _lock) = (connections, started, held);

    public Connections Connections { get; }

    /// <summary>Where a running system is; fails if there is none.</summary>
    public static Connections Running(Connections.Given given)
    {
        if (given.All) return Connections.Of(null, given);
        var instance = Instance.ForUse(Checkout.Find());
        return Connections.Of(IsUp(instance) ? ServerSettings.Read(instance) : null, given);
    }

    /// <summary>Uses the running system, or starts one that ends with this object.</summary>
    public static async Task<LocalSystem> UseAsync(string command, Connections.Given given, CancellationToken cancel)
    {
        if (given.All) return new(Connections.Of(null, given), null, null);
        var instance = Instance.ForUse(Checkout.Find());
        if (IsUp(instance)) return new(Running(given), null, null);
        var held = InstanceLock.Take(instance, command);
        try
        {
            return new(await StartAsync(instance, given, cancel), instance, held);
        }
        catch
        {
            await Servers.StopAsync(instance);
            held.Dispose();
            throw;
        }
    }

    /// <summary>Servers, databases, processes: whatever of these does not run yet. The caller holds the lock.</summary>
    public static async Task<Connections> StartAsync(Instance instance, Connections.Given given, CancellationToken cancel)
    {
        await Servers.CleanUpAsync(instance);
        var settings = await Servers.StartAsync(instance, postgres: !given.AllDatabases, broker: given.Broker is null,
            answering => Step.RunAsync("databases", () => Connections.Of(answering, given).MigrateAsync(cancel)), cancel);
        var connections = Connections.Of(settings, given);
        await Step.RunAsync("processes", () => Host.StartAllAsync(instance, connections, cancel));
        return connections;
    }

    public static bool IsUp(Instance instance) => File.Exists(instance.UpMarker) && instance.Running.Count > 0;

    public async ValueTask DisposeAsync()
    {
        if (_started is not null) await Step.RunAsync("stopped", () => Servers.StopAsync(_started));
        _lock?.Dispose();
    }
}
