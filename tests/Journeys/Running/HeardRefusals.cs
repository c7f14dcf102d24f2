using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Workers.Contracts;

namespace Workers.Journeys.Running;

/// <summary>Hears refusals, as a platform does.</summary>
internal sealed class HeardRefusals : IAsyncDisposable
{
    private readonly TaskCompletionSource<RiskJobRefused> _first =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IConnection _connection;

    private HeardRefusals(IConnection connection) => _connection = connection;

    public Task<RiskJobRefused> FirstAsync() => _first.Task.WaitAsync(Jobs.Patience());

    public static async Task<HeardRefusals> ListenAsync(Uri broker)
    {
        var heard = new HeardRefusals(await new ConnectionFactory { Uri = broker }.CreateConnectionAsync());
        var channel = await heard._connection.CreateChannelAsync();
        var queue = await channel.QueueDeclareAsync();
        await channel.ExchangeDeclareAsync("workers.risk-job-refused", ExchangeType.Fanout, durable: true);
        await channel.QueueBindAsync(queue.QueueName, "workers.risk-job-refused", "");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            using var body = JsonDocument.Parse(delivery.Body);
            heard._first.TrySetResult(
                body.RootElement.GetProperty("message").Deserialize<RiskJobRefused>(JsonSerializerOptions.Web)!);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return heard;
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();
}
