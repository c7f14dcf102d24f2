using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Workers.Hosting.Settings;

namespace Workers.Coordinator.DeadLetters;

/// <summary>
/// Takes letters from every queue where they are set aside into the jobs database. A letter is acknowledged after its
/// commit; one that comes again is known by its key.
/// </summary>
internal sealed class LetterCollector(
    WorkersOptions options, LetterIntake intake, TimeProvider time, ILogger<LetterCollector> log)
    : BackgroundService
{
    // Bodies may be large.
    private const ushort AtOnce = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Letters of a queue that nobody had made so far wait so long.
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly ConnectionFactory _factory = new()
    {
        Uri = options.Broker,
        ClientProvidedName = "coordinator: dead letters",
        // What is broken is made anew as a whole, here.
        AutomaticRecoveryEnabled = false,
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CollectAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Dead letters are not collected, tried again soon: {Reason}", e.Message);
                await Task.Delay(Pause, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Collects until the line breaks or a queue goes away.</summary>
    private async Task CollectAsync(CancellationToken stop)
    {
        await using var connection = await _factory.CreateConnectionAsync(stop);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        var broken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, e) => Break(e.ReplyText);
        await channel.BasicQosAsync(0, AtOnce, global: false, stop);
        var left = LetterQueues.All.ToList();
        while (true)
        {
            foreach (var queue in left.ToList())
            {
                if (!await LetterQueues.ExistsAsync(connection, queue, stop))
                    continue;
                await ReceiveAsync(queue);
                left.Remove(queue);
            }
            var first = await Task.WhenAny(broken.Task, Task.Delay(LookInterval, time, stop));
            await first;
        }

        async Task ReceiveAsync(string queue)
        {
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, delivery) => TakeAsync(queue, delivery, channel, stop);
            consumer.UnregisteredAsync += (_, _) => Break($"{queue} was deleted");
            await channel.BasicConsumeAsync(queue, autoAck: false, consumer, stop);
        }

        Task Break(string why)
        {
            broken.TrySetException(new IOException(why));
            return Task.CompletedTask;
        }
    }

    private async Task TakeAsync(string queue, BasicDeliverEventArgs delivery, IChannel channel, CancellationToken stop)
    {
        // What could not be taken is left without an answer: it comes again with the next connection.
        if (await intake.TakeAsync(DeadMessage.From(queue, delivery), stop))
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, stop);
    }
}
