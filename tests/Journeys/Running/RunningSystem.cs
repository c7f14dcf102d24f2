using Npgsql;
using Workers.Kit;
using Workers.Kit.Instances;
using Workers.Kit.Processes;
using Workers.Kit.Running;
using Workers.Operations;
using Workers.Storage.Databases;
using Workers.Support;

namespace Workers.Journeys.Running;

/// <summary>
/// The five processes on databases and a virtual host of their own; started by the first test that asks for them.
/// </summary>
public sealed class RunningSystem : IAsyncLifetime
{
    private readonly Instance _instance = new(Checkout.Find(), "journeys", durable: false);
    private SystemClient? _client;

    public Connections Connections { get; private set; } = null!;

    public SystemClient Client => _client!;

    public async Task<RunningSystem> UpAsync()
    {
        if (_client is not null)
            return this;
        await StopAllAsync();
        Connections = new((await TestServers.CreateVirtualHostAsync()).ToString(),
            await TestServers.CreateDatabaseAsync(),
            await TestServers.CreateDatabaseAsync(),
            await TestServers.CreateDatabaseAsync());
        await Connections.MigrateAsync(CancellationToken.None);
        await _instance.CreateFoldersAsync(CancellationToken.None);
        await HostProcess.StartAllAsync(_instance, Connections, CancellationToken.None);
        _client = new(Connections);
        return this;
    }

    /// <summary>kill -9: no warning, nothing flushed, nothing said to broker or database.</summary>
    public Task KillAsync(string process) => Started(process).KillAsync();

    /// <summary>Starts a process again, with settings of its own, and waits until it is healthy.</summary>
    public async Task StartAsync(string process, params (string Name, string Value)[] settings)
    {
        foreach (var (name, value) in settings)
            Environment.SetEnvironmentVariable(name, value);        // inherited by the process
        try
        {
            await HostProcess.All
                .Single(h => h.Name == process)
                .StartAsync(_instance, Connections, CancellationToken.None);
        }
        finally
        {
            foreach (var (name, _) in settings)
                Environment.SetEnvironmentVariable(name, null);
        }
    }

    /// <summary>Ends a process and starts it again with settings of its own.</summary>
    public async Task RestartAsync(string process, params (string Name, string Value)[] settings)
    {
        await KillAsync(process);
        await StartAsync(process, settings);
    }

    /// <summary>Messages that the broker or a retry policy gave up on, and nobody has dealt with.</summary>
    public Task<long> DeadLettersAsync() => CountAsync(Database.Jobs, "jobs.letter WHERE state = 'open'");

    /// <summary>Rows of a table.</summary>
    public async Task<long> CountAsync(string database, string table)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo(database));
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand($"SELECT count(*) FROM {table}", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    public string ConnectionTo(string database) => database switch
    {
        Database.Icebox => Connections.Icebox,
        Database.Engine => Connections.Engine,
        _ => Connections.Jobs,
    };

    public bool IsRunning(string process) => _instance.Find(process) is not null;

    private StartedProcess Started(string process) =>
        _instance.Find(process) ?? throw new InvalidOperationException($"{process} does not run");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_client is not null)
            await _client.DisposeAsync();
        await StopAllAsync();
    }

    private Task StopAllAsync() => Task.WhenAll(_instance.Running.Select(p => p.KillAsync()));
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneSystem : ICollectionFixture<RunningSystem>
{
    public const string Name = "one running system";
}
