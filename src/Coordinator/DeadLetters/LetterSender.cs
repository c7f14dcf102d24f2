using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Workers.Hosting.Settings;
using Workers.Storage.Databases.Jobs;

namespace Workers.Coordinator.DeadLetters;

/// <summary>Sends letters to the queues where they died; each is confirmed by the broker, or it says why not.</summary>
internal sealed class LetterSender(WorkersOptions options) : IAsyncDisposable
{
    // A broker that lives confirms in milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly CreateChannelOptions Confirmed = new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true);

    private readonly ConnectionFactory _factory = new()
    {
        Uri = options.Broker,
        ClientProvidedName = "coordinator: replay",
        AutomaticRecoveryEnabled = false,
    };

    private IConnection? _connection;
    private IChannel? _channel;

    /// <summary>Sends a letter.</summary>
    /// <returns>Null if the broker has it; else why it will not have it.</returns>
    /// <exception cref="BrokerAwayException">It is not known whether the broker has it.</exception>
    public async Task<string?> SendAsync(LetterRow letter, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            var channel = await OpenAsync(limit.Token);
            var message = ReplayMessage.Of(letter);
            // The exchange of the queue: it has its name.
            await channel.BasicPublishAsync(
                letter.SourceQueue, "", mandatory: true, message.Properties, message.Body, limit.Token);
            return null;
        }
        catch (PublishReturnException)
        {
            return $"no queue takes it at {letter.SourceQueue}";
        }
        catch (OperationInterruptedException e) when (IsRefusal(e.ShutdownReason?.ReplyCode))
        {
            return $"the broker refuses it at {letter.SourceQueue}: {e.ShutdownReason!.ReplyText}";
        }
        catch (PublishException)
        {
            return $"the broker refuses it at {letter.SourceQueue}";
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            await CloseAsync();
            throw new BrokerAwayException(e.Message, e);
        }
    }

    private static bool IsRefusal(ushort? code) => code is Constants.NotFound or Constants.AccessRefused;

    private async Task<IChannel> OpenAsync(CancellationToken cancel)
    {
        if (_connection is not { IsOpen: true })
        {
            await CloseAsync();
            _connection = await _factory.CreateConnectionAsync(cancel);
        }
        // The broker closes a channel on which something was refused.
        if (_channel is not { IsOpen: true })
            _channel = await _connection.CreateChannelAsync(Confirmed, cancel);
        return _channel;
    }

    private async Task CloseAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
        _connection = null;
        _channel = null;
    }

    public async ValueTask DisposeAsync() => await CloseAsync();
}

/// <summary>The broker does not answer.</summary>
internal sealed class BrokerAwayException(string message, Exception inner) : Exception(message, inner);
