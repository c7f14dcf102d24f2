using MassTransit;
using MassTransit.Middleware;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workers.Messaging.Health;
using Workers.Messaging.Inbox;
using Workers.Messaging.Logs;
using Workers.Messaging.Outbox;
using Workers.Messaging.Sagas;
using Workers.Messaging.Steps;
using Workers.Messaging.Topology;

namespace Workers.Messaging;

/// <summary>Says what a process receives. Every endpoint has inbox and outbox in the process's database.</summary>
public sealed class WorkersHostBuilder<TDb> where TDb : DbContext
{
    private readonly string _name;
    private readonly string _database;
    private readonly List<Endpoint> _endpoints = [];
    private readonly List<Action<IBusFactoryConfigurator>> _announcements = [];

    internal WorkersHostBuilder(string name, string database, IServiceCollection services, IConfiguration configuration)
    {
        (_name, _database, Services) = (name, database, services);
        Settings = new Settings(configuration);
    }

    /// <summary>The process's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The process's settings.</summary>
    public Settings Settings { get; }

    /// <summary>Runs a step for each message of a queue. Commands only: nothing published arrives there.</summary>
    /// <param name="queue">One of <see cref="Queues"/>.</param>
    /// <param name="atOnce">How many at the same time in this process.</param>
    public WorkersHostBuilder<TDb> Step<TStep, TMessage>(string queue, int atOnce = 1)
        where TStep : class, IStep<TMessage, TDb> where TMessage : class
    {
        Services.AddScoped<TStep>();
        return Receive(new Endpoint(queue, atOnce, OwnTransaction: true)
        {
            Register = x => x.AddConsumer<StepConsumer<TStep, TMessage, TDb>>(),
            Connect = (context, e) => e.ConfigureConsumer<StepConsumer<TStep, TMessage, TDb>>(context),
        });
    }

    /// <summary>Fences cancelled attempts in this process's database, and removes what they left.</summary>
    public WorkersHostBuilder<TDb> Discards<TDiscard>(string queue) where TDiscard : class, IDiscard<TDb>
    {
        Services.AddScoped<TDiscard>();
        return Consume<DiscardConsumer<TDiscard, TDb>>(queue, published: false);
    }

    /// <summary>Consumes in one transaction with inbox and outbox.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="published">Whether what is published of its message types arrives there.</param>
    /// <param name="configure">More about the endpoint.</param>
    public WorkersHostBuilder<TDb> Consume<TConsumer>(string queue, bool published = true, Action<IReceiveEndpointConfigurator>? configure = null)
        where TConsumer : class, IConsumer => Receive(new Endpoint(queue, AtOnce: 8, Published: published)
        {
            Register = x => x.AddConsumer<TConsumer>(),
            Connect = (context, e) =>
            {
                configure?.Invoke(e);
                e.ConfigureConsumer<TConsumer>(context);
            },
        });

    /// <summary>Hosts a saga whose instances are rows of <typeparamref name="TDb"/>.</summary>
    public WorkersHostBuilder<TDb> Saga<TMachine, TSaga>(string queue, int atOnce = 16)
        where TMachine : class, SagaStateMachine<TSaga> where TSaga : class, SagaStateMachineInstance => Receive(new Endpoint(queue, atOnce, Published: true)
        {
            Register = x => x.AddSagaStateMachine<TMachine, TSaga>().StoredIn<TDb, TSaga>(),
            Connect = (context, e) => e.ConfigureSaga<TSaga>(context),
        });

    /// <summary>Makes the exchange of a message at the start, not with the first one: so others can bind to it before anything happens.</summary>
    public WorkersHostBuilder<TDb> Announces<TMessage>() where TMessage : class
    {
        _announcements.Add(bus => bus.Publish<TMessage>(_ => { }));
        return this;
    }

    internal void Complete()
    {
        Services.AddSingleton(Settings);
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddCompactLog(_name);
        Services.AddSingleton<OutboxSignal>();
        Services.AddSingleton<OutboxSender>();
        Services.AddScoped<IOutboxContextFactory<TDb>, OutboxContextFactory<TDb>>();
        Services.AddSingleton(provider => new CommitDatabase(provider, _database));
        Services.AddHostedService<OutboxListener>();
        Services.AddHostedService<InboxRetention>();
        Services.AddWorkersHealth(Settings, [.. _endpoints.Select(x => x.Queue)]);       // before the bus: says so while it is not up
        Services.AddBus<TDb>(_name, Settings, _endpoints, _announcements);
        Services.AddHostedService<OutboxDeliverer>();
    }

    private WorkersHostBuilder<TDb> Receive(Endpoint endpoint)
    {
        _endpoints.Add(endpoint);
        return this;
    }
}
