using MassTransit;
using Microsoft.EntityFrameworkCore;
using Workers.Messaging.Topology;

namespace Workers.Messaging.Steps;

/// <summary>The transaction that completes a step.</summary>
public sealed class StepTransaction<TDb> where TDb : DbContext
{
    private readonly ConsumeContext _capturing;

    internal StepTransaction(TDb db, ConsumeContext capturing)
    {
        Db = db;
        _capturing = capturing;
    }

    /// <summary>The worker's database, inside the transaction.</summary>
    public TDb Db { get; }

    /// <summary>Cancels the transaction.</summary>
    public CancellationToken Cancel => _capturing.CancellationToken;

    /// <summary>Publishes an event when the transaction commits.</summary>
    public Task PublishAsync<T>(T message) where T : class => _capturing.Publish(message, Cancel);

    /// <summary>Sends a command to one of the <see cref="Queues"/> when the transaction commits.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="message">The command.</param>
    /// <param name="delay">How long to hold it back.</param>
    public async Task SendAsync<T>(string queue, T message, TimeSpan delay = default) where T : class
    {
        var endpoint = await _capturing.GetSendEndpoint(Address.Exchange(queue));
        var delayed = Pipe.Execute<SendContext<T>>(x => x.Delay = delay > TimeSpan.Zero ? delay : null);
        await endpoint.Send(message, delayed, Cancel);
    }
}
