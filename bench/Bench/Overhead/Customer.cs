using System.Collections.Concurrent;
using System.Diagnostics;
using MassTransit;
using Workers.Contracts;
using Workers.Messaging.Topology;

namespace Workers.Bench.Overhead;

/// <summary>Publishes jobs and hears when they are completed; the same for both sides.</summary>
internal sealed class Customer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string NoModel = new('0', 64);
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _jobs = new();
    private readonly IBusControl _bus;

    private Customer(Uri broker) => _bus = Bus.Factory.CreateUsingRabbitMq(bus =>
    {
        bus.Host(broker);
        bus.MessageTopology.SetEntityNameFormatter(new EntityNames());
        bus.ReceiveEndpoint(new TemporaryEndpointDefinition(), e => e.Handler<RiskJobStateChanged>(x =>
        {
            if (x.Message.To == JobState.Completed && _jobs.TryGetValue(x.Message.JobId, out var job))
                job.TrySetResult();
            return Task.CompletedTask;
        }));
    });

    public static async Task<Customer> ConnectAsync(Uri broker)
    {
        var customer = new Customer(broker);
        await customer._bus.StartAsync();
        return customer;
    }

    /// <returns>Seconds for so many jobs, published all at once.</returns>
    public async Task<double> RunAsync(int jobs)
    {
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, jobs).Select(async _ =>
        {
            var id = Guid.NewGuid();
            var completed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _jobs[id] = completed;
            await _bus.Publish(new ImportHazardRequested
            {
                JobId = id,
                HazardCalculationId = Guid.NewGuid(),
                RiskModelId = NoModel,
            });
            await completed.Task.WaitAsync(Patience);
        }));
        return Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    public async ValueTask DisposeAsync() => await _bus.StopAsync();
}
