using System.Text;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Workers.Contracts;
using Workers.Coordinator.Saga;
using Workers.Hosting;
using Workers.Hosting.Settings;
using Workers.Messaging.Outbox;
using Workers.Messaging.Topology;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Jobs;
using Workers.Support;

namespace Workers.Coordinator.Tests.Stages;

/// <summary>The coordinator as it is, on PostgreSQL and RabbitMQ.</summary>
public sealed class DurableStage : SagaStage
{
    private IHost _host = null!;
    private IBusControl _outside = null!;
    private string[] _settings = [];

    public string Jobs { get; private set; } = "";
    public Uri Broker { get; private set; } = null!;
    public IServiceProvider Services => _host.Services;

    /// <summary>The coordinator's line to the broker, to be cut.</summary>
    public TcpProxy Line { get; private set; } = null!;

    /// <summary>The coordinator's line to its database, to be cut.</summary>
    public TcpProxy DatabaseLine { get; private set; } = null!;

    /// <summary>
    /// Starts the coordinator and, outside of it, somebody who takes its commands (unless told not to) and hears what
    /// it tells.
    /// </summary>
    public static async Task<DurableStage> StartAsync(
        TimeProvider time,
        StepTimeouts timeouts,
        bool workers = true,
        params string[] settings)
    {
        var stage = new DurableStage
        {
            _settings = settings,
            Jobs = await TestServers.CreateDatabaseAsync(),
            Broker = await TestServers.CreateVirtualHostAsync(),
        };
        await DatabaseMigrator.MigrateAsync(Database.Jobs, stage.Jobs);
        stage.Line = new TcpProxy(stage.Broker.Host, stage.Broker.Port);
        var server = new NpgsqlConnectionStringBuilder(stage.Jobs);
        stage.DatabaseLine = new TcpProxy(server.Host!, server.Port);
        stage._outside = Bus.Factory.CreateUsingRabbitMq(bus =>
        {
            bus.ConnectTo(stage.Broker, "outside");
            bus.MessageTopology.SetEntityNameFormatter(new EntityNames());
            if (workers)
                stage.Work(bus);
            bus.ReceiveEndpoint("platform", e =>
            {
                e.ConcurrentMessageLimit = 1;
                e.PrefetchCount = 1;
                Record<RiskJobStateChanged>(e, stage);
                Record<RiskJobRefused>(e, stage);
            });
        });
        await stage._outside.StartAsync();
        stage._host = stage.BuildCoordinator(time, timeouts);
        await stage._host.StartAsync();
        return stage;
    }

    public IHost BuildCoordinator(TimeProvider time, StepTimeouts timeouts)
    {
        var broker = new UriBuilder(Broker) { Host = "127.0.0.1", Port = Line.Port }.Uri;
        var jobs = new NpgsqlConnectionStringBuilder(Jobs) { Host = "127.0.0.1", Port = DatabaseLine.Port };
        string[] settings =
            [$"--WORKERS_BROKER={broker}", $"--WORKERS_JOBS={jobs.ConnectionString}", .. _settings];
        return WorkersHost.Build<CoordinatorDb>(WorkersProcess.Coordinator, Database.Jobs, settings, host =>
        {
            CoordinatorSetup.Configure(host);
            host.Services.Replace(ServiceDescriptor.Singleton(timeouts));
            host.Services.AddSingleton(time);
        });
    }

    /// <summary>Receives commands as the workers would.</summary>
    public void Work(IRabbitMqBusFactoryConfigurator bus)
    {
        void Queue<T>(string name) where T : class => bus.ReceiveEndpoint(name, e =>
        {
            e.ConfigureConsumeTopology = false;
            e.MakeDurable(keepsDeadLetters: false);
            Record<T>(e, this);
        });
        Queue<ImportHazardRequested>(Queues.ImportHazard);
        Queue<RunRiskCalc>(Queues.RunRiskCalc);
        Queue<ExportResults>(Queues.ExportResults);
        Queue<DiscardResults>(Queues.DiscardResults);
        Queue<DiscardResults>(Queues.DiscardWork);
    }

    /// <summary>As a platform does it, by the door of the message; events of workers as their outboxes do.</summary>
    public override Task PublishAsync<T>(T message, Guid? messageId = null) =>
        message is CancelRiskJob or RetryRiskJob
            ? InsideAsync(message)
            : ActAsync(message, messageId);

    /// <summary>By the exchange of the message, as a platform acts.</summary>
    public Task ActAsync<T>(T message, Guid? messageId = null) where T : class =>
        _outside.Publish(message, x =>
        {
            x.MessageId = messageId ?? NewId.NextGuid();
            // As our outboxes do.
            x.CorrelationId = JobOf<T>.Id(message);
        });

    /// <summary>Messages that are due and not sent.</summary>
    public async Task<int> DueAsync()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CoordinatorDb>();
        return await db.Database.SqlQuery<int>(
            $"SELECT count(*)::int AS \"Value\" FROM messaging.outbox WHERE due_at <= now()").SingleAsync();
    }

    /// <summary>As our own people act.</summary>
    private async Task InsideAsync<T>(T message) where T : class
    {
        await using var jobs = NpgsqlDataSource.Create(Jobs);
        await new CommandOutbox(jobs, TimeProvider.System).PublishAsync(message);
    }

    public override async Task<RiskJobState?> JobAsync(Guid job)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CoordinatorDb>();
        return await db.Set<RiskJobState>().AsNoTracking().SingleOrDefaultAsync(x => x.CorrelationId == job);
    }

    public override async Task<IReadOnlyList<string>> TimelineAsync(Guid job)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CoordinatorDb>();
        return await db.Transitions.Where(x => x.JobId == job)
            .OrderBy(x => x.Id)
            .Select(x => x.From + " -> " + x.To)
            .ToListAsync();
    }

    /// <summary>The dead letters, to be read.</summary>
    public IQueryable<LetterRow> Letters() => NewDb().Letters.AsNoTracking();

    /// <summary>A context of its own; it goes with the stage's services.</summary>
    public JobsDb NewDb() => _host.Services.CreateScope().ServiceProvider.GetRequiredService<JobsDb>();

    /// <summary>Messages that are ready in a queue; 0 if it does not exist.</summary>
    public async Task<uint> DepthAsync(string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = Broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }
        catch (OperationInterruptedException)
        {
            return 0;
        }
    }

    /// <summary>What was set aside of all queues, each with its reason.</summary>
    public async Task<IReadOnlyList<string>> SetAsideAsync()
    {
        // The coordinator takes them into the database; what it has not come to is still there.
        var letters = await Letters().Select(x => x.Queue + ": " + x.Reason).ToListAsync();
        await using var connection = await new ConnectionFactory { Uri = Broker }.CreateConnectionAsync();
        foreach (var queue in Queues.All.SelectMany(Queues.SetAside).Append(Queues.DeadLetters))
        {
            if (await DepthAsync(queue) == 0)
                continue;
            await using var channel = await connection.CreateChannelAsync();
            while (await channel.BasicGetAsync(queue, autoAck: false) is { } letter)
            {
                var headers = letter.BasicProperties.Headers ?? new Dictionary<string, object?>();
                var reason = headers.TryGetValue("MT-Fault-Message", out var text) && text is byte[] bytes
                    ? Encoding.UTF8.GetString(bytes)
                    : "no reason";
                letters.Add($"{queue}: {reason}");
            }
        }
        return letters;
    }

    public async Task<int> OutboxAsync()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CoordinatorDb>().Outbox.CountAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _outside.StopAsync();
        await Line.DisposeAsync();
        await DatabaseLine.DisposeAsync();
        await TestServers.DropAsync(Broker, Jobs);
    }
}
