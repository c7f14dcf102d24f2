using MassTransit.Middleware;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workers.Messaging.Inbox;
using Workers.Messaging.Outages;
using Workers.Messaging.Outbox;
using Workers.Messaging.Transactions;
using Workers.Messaging.Turns;

namespace Workers.Messaging.Setup;

/// <summary>Puts messaging together: bus, inbox, outbox and what delivers it.</summary>
public static class MessagingSetup
{
    /// <summary>Registers the bus with what a process receives, its inbox and its outbox.</summary>
    /// <param name="receives">What the process receives; its services hold <typeparamref name="TDb"/>.</param>
    /// <param name="options">The process, its database and its broker.</param>
    public static void AddMessaging<TDb>(this MessagingBuilder<TDb> receives, MessagingOptions options)
        where TDb : DbContext
    {
        var services = receives.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton(_ => new BrokerLine(options.Broker, options.ProcessName));
        services.AddSingleton(x => new QueueDepths(x.GetRequiredService<BrokerLine>()));
        services.AddSingleton<OutboxRefusals>();
        services.AddSingleton<OutboxPublisher>();
        services.AddSingleton<OutboxSender>();
        services.AddSingleton<OutboxPulse>();
        services.AddScoped<IOutboxContextFactory<TDb>, OutboxContextFactory<TDb>>();
        services.AddSingleton(provider => new CommitDatabase(provider, options.Database));
        services.AddSingleton<DatabaseProbe>();
        services.AddSingleton(provider => new Outage(
            provider.GetRequiredService<DatabaseProbe>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<ILogger<Outage>>()));
        services.AddSingleton<JobTurns>();
        services.AddSingleton<PutOffMessages>();
        services.AddHostedService<OutboxListener>();
        services.AddHostedService(provider => new InboxRetention(
            provider.GetRequiredService<CommitDatabase>(),
            options.InboxWindow,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<InboxRetention>>()));
        receives.AddBus(options);
        foreach (var endpoint in receives.Endpoints.Where(x => x.NotBoundTo.Count > 0))
            services.AddSingleton<IHostedService>(x => new OldBindings(
                x.GetRequiredService<BrokerLine>(),
                endpoint.Queue,
                endpoint.NotBoundTo,
                x.GetRequiredService<ILogger<OldBindings>>()));
        services.AddHostedService<OutboxDeliverer>();
    }
}
