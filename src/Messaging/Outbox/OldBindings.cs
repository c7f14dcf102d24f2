using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using Workers.Messaging.Topology;

namespace Workers.Messaging.Outbox;

/// <summary>
/// Takes back bindings that an earlier version made: what platforms send went straight to the saga's queue, where
/// anything that it knows was taken from them. The broker keeps a binding until somebody takes it back.
/// </summary>
internal sealed class OldBindings(
    BrokerLine line, string queue, IReadOnlyList<Type> messages, ILogger<OldBindings> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var exchange in messages.Select(EntityNames.Of))
        {
            while (!await TryUnbindAsync(exchange, stoppingToken))
                await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken);
        }
    }

    private async Task<bool> TryUnbindAsync(string exchange, CancellationToken cancel)
    {
        try
        {
            if (await line.HasExchangeAsync(exchange, cancel) && await line.HasExchangeAsync(queue, cancel))
            {
                await using var channel = await line.OpenChannelAsync(cancel);
                await channel.ExchangeUnbindAsync(queue, exchange, "", cancellationToken: cancel);
            }
            return true;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            log.LogWarning("{Exchange} not unbound from {Queue} yet: {Reason}", exchange, queue, e.Message);
            return false;
        }
    }
}
