using MassTransit;
using MassTransit.Configuration;
using MassTransit.Middleware;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workers.Errors;
using Workers.Messaging.Outages;
using Workers.Messaging.Scheduling;
using Workers.Messaging.Topology;
using Workers.Messaging.Turns;

namespace Workers.Messaging.Setup;

/// <summary>MassTransit, set up once for every process.</summary>
internal static class BusSetup
{
    public static void AddBus<TDb>(this MessagingBuilder<TDb> receives, MessagingOptions options)
        where TDb : DbContext
    {
        receives.Services.Configure<MassTransitHostOptions>(host =>
        {
            // Before that, what is published finds no queue.
            host.WaitUntilStarted = true;
            // Less than the 30 seconds that the host gives to all its services together.
            host.StopTimeout = TimeSpan.FromSeconds(20);
            // Then steps are cancelled, and delivered elsewhere.
            host.ConsumerStopTimeout = TimeSpan.FromSeconds(5);
        });
        receives.Services.AddMassTransit(x =>
        {
            x.DisableUsageTelemetry();
            foreach (var endpoint in receives.Endpoints)
                endpoint.Register(x);
            x.UsingRabbitMq((context, bus) =>
            {
                bus.ConnectTo(options.Broker, options.ProcessName);
                bus.MessageTopology.SetEntityNameFormatter(new EntityNames());
                bus.AddPrePipeSpecification(new OutboxSchedulerFilter<TDb>());
                bus.UseConsumeFilter(typeof(LogScope<>), context);
                foreach (var endpoint in receives.Endpoints)
                    bus.Receive<TDb>(endpoint, context, receives.KeepsDeadLetters);
                bus.DeployPublishTopology = receives.Announcements.Count > 0;
                foreach (var announce in receives.Announcements)
                    announce(bus);
            });
        });
    }

    private static void Receive<TDb>(
        this IRabbitMqBusFactoryConfigurator bus,
        Endpoint endpoint,
        IBusRegistrationContext context,
        bool keepsDeadLetters)
        where TDb : DbContext =>
        bus.ReceiveEndpoint(endpoint.Queue, e =>
        {
            e.ConfigureConsumeTopology = endpoint.Published;
            foreach (var message in endpoint.NotBoundTo)
                e.ConfigureMessageTopology(message, enabled: false);
            foreach (var message in endpoint.BoundTo)
                e.Bind(EntityNames.Of(message));
            e.ConcurrentMessageLimit = endpoint.AtOnce;
            // No more than are handled: what is fetched and waits here could be done elsewhere.
            e.PrefetchCount = endpoint.AtOnce;
            e.MakeDurable(keepsDeadLetters);
            e.ConfigureError(SetAside);
            e.UseFilter(new OutageFilter(
                context.GetRequiredService<Outage>(), context.GetRequiredService<TimeProvider>()));
            if (endpoint.InTurn)
                e.UseFilter(ActivatorUtilities.CreateInstance<JobTurnFilter>(context));
            e.UseMessageRetry(TryAgain);
            // A step works for minutes: its transaction is opened at its end, not around all of it.
            if (!endpoint.OwnTransaction)
                e.UseOutbox<TDb>(context);
            endpoint.Connect(context, e);
        });

    /// <summary>
    /// About ten seconds, for what passes by itself; then the message goes to the error queue and the job needs
    /// attention. An outage is not counted here: the message is held until it is over.
    /// </summary>
    private static void TryAgain(IRetryConfigurator retry)
    {
        retry.Exponential(6, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200));
        // Wrong input stays wrong: the step turns it into a rejection.
        retry.Ignore<InputException>();
        retry.Ignore<Exception>(e => OutageFault.IsOutage(e) || OutageFault.IsLocked(e));
    }

    /// <summary>What MassTransit does by itself, and the causes written down before.</summary>
    private static void SetAside(IPipeConfigurator<ExceptionReceiveContext> error)
    {
        error.UseFilter(new CausesFilter());
        error.UseFilter(new GenerateFaultFilter());
        error.UseFilter(new ErrorTransportFilter());
    }

    private static void UseOutbox<TDb>(this IReceiveEndpointConfigurator endpoint, IBusRegistrationContext context)
        where TDb : DbContext
    {
        var observer = new OutboxConsumePipeSpecificationObserver<TDb>(endpoint, context);
        endpoint.ConnectConsumerConfigurationObserver(observer);
        endpoint.ConnectSagaConfigurationObserver(observer);
    }
}
