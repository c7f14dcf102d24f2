using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workers.Messaging.Sagas;
using Workers.Messaging.Steps;

namespace Workers.Messaging.Setup;

/// <summary>Says what a process receives. Every endpoint has inbox and outbox in the process's database.</summary>
/// <typeparam name="TDb">The context of the database that the process commits in.</typeparam>
/// <param name="services">The process's services, among them <typeparamref name="TDb"/>.</param>
public class MessagingBuilder<TDb>(IServiceCollection services) where TDb : DbContext
{
    private readonly List<Endpoint> _endpoints = [];
    private readonly List<Action<IBusFactoryConfigurator>> _announcements = [];

    /// <summary>The process's services.</summary>
    public IServiceCollection Services { get; } = services;

    /// <summary>Names of the queues that the process receives from.</summary>
    public IReadOnlyList<string> ReceivedQueues => [.. _endpoints.Select(x => x.Queue)];

    /// <summary>Whether this process declares where dead letters go: the one that hosts the saga does.</summary>
    internal bool KeepsDeadLetters => _endpoints.Any(x => x.InTurn);

    internal IReadOnlyList<Endpoint> Endpoints => _endpoints;
    internal IReadOnlyList<Action<IBusFactoryConfigurator>> Announcements => _announcements;

    /// <summary>Runs a step for each message of a queue. Commands only: nothing published arrives there.</summary>
    /// <param name="queue">One of <see cref="Topology.Queues"/>.</param>
    /// <param name="atOnce">How many at the same time in this process.</param>
    public MessagingBuilder<TDb> Step<TStep, TMessage>(string queue, int atOnce = 1)
        where TStep : class, IStep<TMessage, TDb>
        where TMessage : class
    {
        Services.AddScoped<TStep>();
        return Receive(new Endpoint(queue, atOnce, OwnTransaction: true)
        {
            Register = x => x.AddConsumer<StepConsumer<TStep, TMessage, TDb>>(),
            Connect = (context, e) => e.ConfigureConsumer<StepConsumer<TStep, TMessage, TDb>>(context),
        });
    }

    /// <summary>Fences cancelled attempts in this process's database, and removes what they left.</summary>
    public MessagingBuilder<TDb> Discards<TDiscard>(string queue) where TDiscard : class, IDiscard<TDb>
    {
        Services.AddScoped<TDiscard>();
        return Consume<DiscardConsumer<TDiscard, TDb>>(queue, published: false);
    }

    /// <summary>Consumes in one transaction with inbox and outbox.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="published">Whether what is published of its message types arrives there.</param>
    /// <param name="configure">More about the endpoint.</param>
    public MessagingBuilder<TDb> Consume<TConsumer>(
        string queue, bool published = true, Action<IReceiveEndpointConfigurator>? configure = null)
        where TConsumer : class, IConsumer =>
        Receive(new Endpoint(queue, AtOnce: 8, published)
        {
            Register = x => x.AddConsumer<TConsumer>(),
            Connect = (context, e) =>
            {
                configure?.Invoke(e);
                e.ConfigureConsumer<TConsumer>(context);
            },
        });

    /// <summary>
    /// A door: where others bring messages. A few at a time, since they may be large; the consumer opens transactions of
    /// its own.
    /// </summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="messages">Messages whose exchanges lead there.</param>
    /// <param name="configure">More about the endpoint.</param>
    public MessagingBuilder<TDb> Door<TConsumer>(
        string queue, IReadOnlyList<Type> messages, Action<IReceiveEndpointConfigurator> configure)
        where TConsumer : class, IConsumer =>
        Receive(new Endpoint(queue, AtOnce: 4, OwnTransaction: true)
        {
            BoundTo = messages,
            Register = x => x.AddConsumer<TConsumer>(),
            Connect = (context, e) =>
            {
                configure(e);
                e.ConfigureConsumer<TConsumer>(context);
            },
        });

    /// <summary>Hosts a saga whose instances are rows of <typeparamref name="TDb"/>.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="sentOnly">Messages that come only by being sent there.</param>
    /// <param name="atOnce">Messages handled at the same time.</param>
    public MessagingBuilder<TDb> Saga<TMachine, TSaga>(string queue, IReadOnlyList<Type> sentOnly, int atOnce = 16)
        where TMachine : class, SagaStateMachine<TSaga>
        where TSaga : class, SagaStateMachineInstance =>
        Receive(new Endpoint(queue, atOnce, Published: true, InTurn: true)
        {
            NotBoundTo = sentOnly,
            Register = x => x.AddSagaStateMachine<TMachine, TSaga>().StoredIn<TDb, TSaga>(),
            Connect = (context, e) => e.ConfigureSaga<TSaga>(context),
        });

    /// <summary>
    /// Makes the exchange of a message at the start, not with the first one: so others can bind to it before anything
    /// happens.
    /// </summary>
    public MessagingBuilder<TDb> Announces<TMessage>() where TMessage : class
    {
        _announcements.Add(bus => bus.Publish<TMessage>(_ => { }));
        return this;
    }

    private MessagingBuilder<TDb> Receive(Endpoint endpoint)
    {
        _endpoints.Add(endpoint);
        return this;
    }
}
