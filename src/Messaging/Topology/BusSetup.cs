using MassTransit;
using MassTransit.Configuration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workers.Messaging.Logs;
using Workers.Messaging.Scheduling;
using Workers.Errors;

namespace Workers.Messaging.Topology;

/// <summary>MassTransit, set up once for every process.</summary>
internal static class BusSetup
{
    public static void AddBus<TDb>(
        this IServiceCollection services, string name, Settings settings, IReadOnlyList<Endpoint> endpoints, IReadOnlyList<Action<IBusFactoryConfigurator>> announcements)
        where TDb : DbContext
    {
        services.Configure<MassTransitHostOptions>(host =>
        {
            host.WaitUntilStarted = true;                                   // before that, what is published finds no queue
            host.StopTimeout = TimeSpan.FromSeconds(20);
            host.ConsumerStopTimeout = TimeSpan.FromSeconds(5);             // then steps are cancelled, and delivered again elsewhere
        });
        services.AddMassTransit(x =>
        {
            x.DisableUsageTelemetry();
            foreach (var endpoint in endpoints)
                endpoint.Register(x);
            x.UsingRabbitMq((context, bus) =>
            {
                bus.ConnectTo(settings.Broker, name);
                Configure<TDb>(bus, context, endpoints);
                bus.DeployPublishTopology = announcements.Count > 0;
                foreach (var announce in announcements)
                    announce(bus);
            });
        });
    }

    private static void Configure<TDb>(IRabbitMqBusFactoryConfigurator bus, IBusRegistrationContext context, IReadOnlyList<Endpoint> endpoints) where TDb : DbContext
    {
        bus.MessageTopology.SetEntityNameFormatter(new EntityNames());
        bus.AddPrePipeSpecification(new OutboxSchedulerFilter<TDb>());
        bus.UseConsumeFilter(typeof(LogScope<>), context);
        foreach (var endpoint in endpoints)
        {
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
        }
    }

    /// <summary>About ten seconds, for what passes by itself; then the message goes to the error queue and the job needs attention.</summary>
    private static void TryAgain(IRetryConfigurator retry)
    {
        retry.Exponential(6, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200));
        retry.Ignore<InputException>();
    }

    private static void UseOutbox<TDb>(this IReceiveEndpointConfigurator endpoint, IBusRegistrationContext context) where TDb : DbContext
    {
        var observer = new OutboxConsumePipeSpecificationObserver<TDb>(endpoint, context);
        endpoint.ConnectConsumerConfigurationObserver(observer);
        endpoint.ConnectSagaConfigurationObserver(observer);
    }
}
