using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Workers.Contracts;

namespace Workers.Bench.Installation;

/// <summary>What a platform does: publishes requests as plain JSON, and hears of transitions.</summary>
internal sealed class Platform : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly ConcurrentDictionary<(Guid Job, string State), TaskCompletionSource<long>> _states = new();
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private Platform(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    public static async Task<Platform> ConnectAsync(Uri broker)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true,
            publisherConfirmationTrackingEnabled: true));
        var platform = new Platform(connection, channel);
        var queue = await channel.QueueDeclareAsync();
        // It is there only when the first job has changed its state.
        await channel.ExchangeDeclareAsync("workers.risk-job-state-changed", ExchangeType.Fanout, durable: true);
        await channel.QueueBindAsync(queue.QueueName, "workers.risk-job-state-changed", "");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            platform.Hear(delivery.Body);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer);
        return platform;
    }

    /// <returns>Seconds from publishing to hearing that the job is completed, so that its results are
    /// archived.</returns>
    public async Task<double> RunAsync(ImportHazardRequested request, TimeSpan? patience = null)
    {
        var since = Stopwatch.GetTimestamp();
        var properties = new BasicProperties
        {
            ContentType = "application/json",
            MessageId = $"{Guid.NewGuid()}",
            DeliveryMode = DeliveryModes.Persistent,
        };
        await _channel.BasicPublishAsync(
            "risk-job-ingress",
            "",
            mandatory: true,
            properties,
            JsonSerializer.SerializeToUtf8Bytes(request, Json));
        var until = await HearsAsync(request.JobId, JobState.Completed, patience);
        return Stopwatch.GetElapsedTime(since, until).TotalSeconds;
    }

    /// <summary>Waits until the job is in the state, or was.</summary>
    /// <returns>When it was heard of.</returns>
    public Task<long> HearsAsync(Guid job, string state, TimeSpan? patience = null) =>
        Of(job, state).Task.WaitAsync(patience ?? Patience);

    private TaskCompletionSource<long> Of(Guid job, string state) =>
        _states.GetOrAdd((job, state), _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private void Hear(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var message = document.RootElement.GetProperty("message");
        var (id, state) = (message.GetProperty("jobId").GetGuid(), message.GetProperty("to").GetString()!);
        if (state is JobState.Failed or JobState.NeedsAttention)
        {
            var failure = new InvalidOperationException($"job {id} is {state}: {message}");
            Of(id, JobState.Completed).TrySetException(failure);
        }
        else
            Of(id, state).TrySetResult(Stopwatch.GetTimestamp());
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
