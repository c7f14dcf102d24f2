using MassTransit;
using MassTransit.Configuration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workers.Errors;
using Workers.Messaging.Scheduling;
using Workers.Messaging.Topology;

namespace Workers.Messaging.Setup;

/// <summary>MassTransit, set up once for every process.</summary>
internal static class BusSetup
{
    public static void AddBus<TDb>(this MessagingBuilder<TDb> receives, MessagingOptions options)
        where TDb : DbContext
    {
        receives.Services.Configure<MassTransitHostOptions>(host =>
        {
            host.WaitUntilStarted = true;                        // before that, what is published finds no queue
            host.StopTimeout = TimeSpan.FromSeconds(20);
            host.ConsumerStopTimeout = TimeSpan.FromSeconds(5);  // then steps are cancelled, and delivered elsewhere
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
                    bus.Receive<TDb>(endpoint, context);
                bus.DeployPublishTopology = receives.Announcements.Count > 0;
                foreach (var announce in receives.Announcements)
                    announce(bus);
            });
        });
    }

    private static void Receive<TDb>(
        this IRabbitMqBusFactoryConfigurator bus, Endpoint endpoint, IBusRegistrationContext context)
        where TDb : DbContext =>
        bus.ReceiveEndpoint(endpoint.Queue, e =>
        {
            e.ConfigureConsumeTopology = endpoint.Published;
            e.ConcurrentMessageLimit = endpoint.AtOnce;
            e.PrefetchCount = endpoint.AtOnce;
            e.MakeDurable();
            e.UseMessageRetry(TryAgain);
            if (!endpoint.OwnTransaction)
                e.UseOutbox<TDb>(context);
            endpoint.Connect(context, e);
        });

    /// <summary>
    /// About ten seconds, for what passes by itself; then the message goes to the error queue and the job needs
    /// attention.
    /// </summary>
    private static void TryAgain(IRetryConfigurator retry)
    {
        retry.Exponential(6, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200));
        retry.Ignore<InputException>();
    }

    private static void UseOutbox<TDb>(this IReceiveEndpointConfigurator endpoint, IBusRegistrationContext context)
        where TDb : DbContext
    {
        var observer = new OutboxConsumePipeSpecificationObserver<TDb>(endpoint, context);
        endpoint.ConnectConsumerConfigurationObserver(observer);
        endpoint.ConnectSagaConfigurationObserver(observer);
    }
}
