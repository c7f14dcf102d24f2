using Microsoft.Extensions.DependencyInjection;

namespace Workers.Messaging.Health;

internal static class HealthSetup
{
    /// <summary>Checks, and the page that shows them if an address is set. MassTransit adds its own check of the bus.</summary>
    public static void AddWorkersHealth(this IServiceCollection services, Settings settings, IReadOnlyList<string> queues)
    {
        services.AddSingleton(_ => new ConsumersCheck(settings.Broker, queues));
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database").AddCheck<OutboxCheck>("outbox").AddCheck<ConsumersCheck>("consumers");
        if (settings.HealthUrl is not null)
            services.AddHostedService<HealthPage>();
    }
}
