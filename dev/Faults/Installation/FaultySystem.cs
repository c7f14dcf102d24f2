using Npgsql;
using Workers.Faults.Lines;
using Workers.Faults.Load;
using Workers.Kit;
using Workers.Kit.Instances;
using Workers.Kit.Processes;
using Workers.Kit.Servers;
using Workers.Operations;

namespace Workers.Faults.Installation;

/// <summary>
/// Private servers and the processes on them, with a line in between that can be disturbed. What dies is started again,
/// as systemd does.
/// </summary>
public sealed class FaultySystem : IAsyncDisposable
{
    private readonly ServerSettings _settings;
    private readonly Supervisor _supervisor;

    private FaultySystem(Instance instance, ServerSettings settings, BrokerCluster? cluster)
    {
        Instance = instance;
        _settings = settings;
        Cluster = cluster;
        BrokerLine = new FaultyLine(() => cluster?.NextPort() ?? settings.BrokerPort);
        DatabaseLine = new FaultyLine(() => settings.PostgresPort);
        Platform = new FaultyLine(() => cluster?.NextPort() ?? settings.BrokerPort);
        Direct = ConnectionsAt(settings.PostgresPort, Platform.Port);
        Door = new PlatformDoor(Direct.Broker);
        Copies = new LateCopies(Direct.Broker);
        _supervisor = new Supervisor(instance, ConnectionsAt(DatabaseLine.Port, BrokerLine.Port));
    }

    public Instance Instance { get; }

    /// <summary>Between the processes and the broker.</summary>
    public FaultyLine BrokerLine { get; }

    /// <summary>Between the processes and PostgreSQL.</summary>
    public FaultyLine DatabaseLine { get; }

    /// <summary>From the platform to the broker, never disturbed: it leads to a node that runs.</summary>
    private FaultyLine Platform { get; }

    /// <summary>Past the lines: for the platform, and for whoever looks.</summary>
    public Connections Direct { get; }

    /// <summary>Where the platform asks.</summary>
    public PlatformDoor Door { get; }

    /// <summary>What the steps have said, to be said again.</summary>
    public LateCopies Copies { get; }

    /// <summary>The database of PostgreSQL itself, as its owner.</summary>
    public string Administration => _settings.Postgres;

    /// <summary>Three nodes in place of one; null without.</summary>
    public BrokerCluster? Cluster { get; }

    /// <param name="clustered">The broker is a cluster of three nodes.</param>
    public static async Task<FaultySystem> StartAsync(Checkout checkout, bool clustered, CancellationToken cancel)
    {
        var instance = new Instance(checkout, "faults", durable: false);
        await PrivateServers.StopAsync(instance);
        var settings = await PrivateServers.StartAsync(instance, cancel);
        var cluster = clustered ? await BrokerCluster.FormAsync(instance, settings, cancel) : null;
        var system = new FaultySystem(instance, settings, cluster);
        await system.Direct.MigrateAsync(cancel);
        await system._supervisor.StartAsync(cancel);
        await system.Copies.ListenAsync(cancel);
        return system;
    }

    /// <summary>The process of this name, if it runs.</summary>
    public StartedProcess? Find(string process) => Instance.Find(process);

    /// <summary>Starts PostgreSQL if it does not run, and waits until it answers.</summary>
    public Task StartPostgresAsync(CancellationToken cancel) => PostgresServer.StartAsync(Instance, _settings, cancel);

    /// <summary>Starts RabbitMQ if it does not run, and waits until it answers.</summary>
    public Task StartBrokerAsync(CancellationToken cancel) =>
        Cluster?.StartAsync(cancel) ?? RabbitServer.StartAsync(Instance, _settings, cancel);

    /// <summary>Runs rabbitmqctl; what it prints.</summary>
    public Task<string> ControlAsync(IEnumerable<string> arguments, CancellationToken cancel) =>
        ExternalProgram.RunAsync(RabbitServer.Control(Instance), arguments, cancel);

    /// <summary>A connection past the lines.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection($"{database};Pooling=false;Timeout=5;Command Timeout=20");
        await connection.OpenAsync(cancel);
        return connection;
    }

    /// <summary>The lines are open, and the servers run.</summary>
    public async Task StartServersAsync(CancellationToken cancel)
    {
        BrokerLine.Become(LineState.Open);
        DatabaseLine.Become(LineState.Open);
        await Task.WhenAll(StartPostgresAsync(cancel), StartBrokerAsync(cancel));
    }

    /// <summary>Waits until all processes run and are healthy.</summary>
    public Task HealthyAsync(CancellationToken cancel) => _supervisor.HealthyAsync(cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _supervisor.DisposeAsync();
        await Door.DisposeAsync();
        await Task.WhenAll(Instance.Running.Where(PrivateServers.IsHost).Select(host => host.KillAsync()));
        await BrokerLine.DisposeAsync();
        await DatabaseLine.DisposeAsync();
        await Platform.DisposeAsync();
        await PrivateServers.StopAsync(Instance);
    }

    private Connections ConnectionsAt(int postgres, int broker)
    {
        var there = _settings with { PostgresPort = postgres, BrokerPort = broker };
        return new Connections(
            there.Broker,
            there.Database(Storage.Databases.Database.Icebox),
            there.Database(Storage.Databases.Database.Engine),
            there.Database(Storage.Databases.Database.Jobs));
    }
}
