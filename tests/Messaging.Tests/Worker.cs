using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Workers.Contracts;
using Workers.Messaging.Setup;
using Workers.Messaging.Topology;
using Workers.Storage;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Support;

namespace Workers.Messaging.Tests;

/// <summary>
/// A worker process with one scripted step, on a database and a broker of its own; and somebody outside who commands
/// and listens.
/// </summary>
internal sealed class Worker : IAsyncDisposable
{
    private readonly List<IHost> _hosts = [];
    private IBusControl _outside = null!;

    public string Engine { get; private init; } = "";
    public Uri Broker { get; private init; } = null!;
    public Script Script { get; } = new();
    public Heard Heard { get; } = new();

    public static async Task<Worker> StartAsync(int processes = 1)
    {
        var worker = new Worker
        {
            Engine = await TestServers.CreateDatabaseAsync(),
            Broker = await TestServers.CreateVirtualHostAsync(),
        };
        await DatabaseMigrator.MigrateAsync(Database.Engine, worker.Engine);
        worker._outside = Bus.Factory.CreateUsingRabbitMq(bus =>
        {
            bus.ConnectTo(worker.Broker, "outside");
            bus.MessageTopology.SetEntityNameFormatter(new EntityNames());
            bus.ReceiveEndpoint(Queues.RiskJob, e =>
            {
                e.ConcurrentMessageLimit = 1;
                e.PrefetchCount = 1;
                // As the coordinator does.
                e.MakeDurable(keepsDeadLetters: true);
                e.Handler<RiskCalcCompleted>(x => worker.Heard.AddAsync(x));
                e.Handler<StepRejected>(x => worker.Heard.AddAsync(x));
                e.Handler<StepProgressed>(x => worker.Heard.AddAsync(x));
                e.Handler<Fault<RunRiskCalc>>(x => worker.Heard.AddAsync(x));
            });
        });
        await worker._outside.StartAsync();
        for (var i = 0; i < processes; i++)
            await worker.AddProcessAsync(worker.Broker);
        return worker;
    }

    /// <summary>One more process; returns its services.</summary>
    /// <param name="engine">Its line to the database; null: the direct one.</param>
    public async Task<IServiceProvider> AddProcessAsync(Uri broker, string? engine = null)
    {
        var process = Host.CreateApplicationBuilder();
        process.Logging.SetMinimumLevel(LogLevel.Warning);
        process.Services.AddDatabase<EngineDb>(Database.Engine, engine ?? Engine);
        process.Services.AddSingleton(Script);
        new MessagingBuilder<EngineDb>(process.Services)
            .Step<ScriptedStep, RunRiskCalc>(Queues.RunRiskCalc, atOnce: 4)
            .Discards<ScriptedDiscard>(Queues.DiscardWork)
            .AddMessaging(new MessagingOptions
            {
                ProcessName = "calculator",
                Database = Database.Engine,
                Broker = broker,
                InboxWindow = TimeSpan.FromDays(30),
            });
        var host = process.Build();
        _hosts.Add(host);
        await host.StartAsync();
        return host.Services;
    }

    public async Task SendAsync<T>(string queue, T command, Guid? id = null) where T : class
    {
        var endpoint = await _outside.GetSendEndpoint(new Uri("exchange:" + queue));
        await endpoint.Send(command, x => x.MessageId = id ?? NewId.NextGuid());
    }

    public Task RunAsync(RunRiskCalc command, Guid? id = null) => SendAsync(Queues.RunRiskCalc, command, id);

    public async Task<long> CountAsync(string table)
    {
        await using var connection = new NpgsqlConnection(Engine);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {table}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Waits until a table has so many rows.</summary>
    public Task RowsAsync(string table, long rows, string otherwise) =>
        Eventually.TrueAsync(async () => await CountAsync(table) == rows, () => otherwise);

    /// <summary>Waits until so many messages are ready in a queue.</summary>
    public Task DepthAsync(string queue, uint messages, string otherwise) =>
        Eventually.TrueAsync(async () => await Queue.DepthAsync(Broker, queue) == messages, () => otherwise);

    /// <summary>Stops a process as an operator would.</summary>
    public Task StopAsync(int process) => _hosts[process].StopAsync();

    /// <summary>Somebody new receives from a queue.</summary>
    public Task ListenAsync<T>(string queue, Action<T> hear) where T : class
    {
        var endpoint = _outside.ConnectReceiveEndpoint(queue, e =>
        {
            e.ConfigureConsumeTopology = false;
            e.Handler<T>(x =>
            {
                hear(x.Message);
                return Task.CompletedTask;
            });
        });
        return endpoint.Ready;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }
        await _outside.StopAsync();
        await TestServers.DropAsync(Broker, Engine);
    }
}
