using MassTransit;
using Workers.Bench.Installation;
using Workers.Contracts;
using Workers.Messaging.Topology;

namespace Workers.Bench.Overhead;

/// <summary>
/// The same messages through the same queues, by consumers that keep nothing: they publish what follows, and
/// acknowledge.
/// </summary>
internal sealed class PlainConsumers : IAsyncDisposable
{
    private readonly List<IBusControl> _buses = [];
    private BenchBroker _broker = null!;

    public Uri Broker => _broker.Address;

    public static async Task<PlainConsumers> StartAsync(int atOnce)
    {
        var system = new PlainConsumers { _broker = await BenchBroker.CreateAsync() };
        system.Receive(Queues.RiskJob, atOnce, published: true, e =>
        {
            e.Handler<ImportHazardRequested>(x => GoOnAsync(
                x,
                x.Message.JobId,
                JobState.ImportingHazard,
                Queues.ImportHazard,
                x.Message));
            e.Handler<HazardImported>(x => GoOnAsync(x, x.Message.JobId, JobState.Calculating, Queues.RunRiskCalc,
                new RunRiskCalc
                {
                    JobId = x.Message.JobId,
                    Attempt = x.Message.Attempt,
                    ImportId = x.Message.ImportId,
                }));
            e.Handler<RiskCalcCompleted>(x => GoOnAsync(
                x,
                x.Message.JobId,
                JobState.ExportingResults,
                Queues.ExportResults,
                new ExportResults { JobId = x.Message.JobId, Attempt = x.Message.Attempt }));
            e.Handler<ResultsExported>(x => x.Publish(Changed(x.Message.JobId, JobState.Completed)));
        });
        system.Receive(
            Queues.ImportHazard,
            atOnce,
            published: false,
            e => e.Handler<ImportHazardRequested>(x => x.Publish(Reports.Of(x.Message))));
        system.Receive(
            Queues.RunRiskCalc,
            atOnce,
            published: false,
            e => e.Handler<RunRiskCalc>(x => x.Publish(Reports.Of(x.Message))));
        system.Receive(
            Queues.ExportResults,
            atOnce,
            published: false,
            e => e.Handler<ExportResults>(x => x.Publish(Reports.Of(x.Message))));
        await Task.WhenAll(system._buses.Select(bus => bus.StartAsync()));
        return system;
    }

    private void Receive(string queue, int atOnce, bool published, Action<IReceiveEndpointConfigurator> consume) =>
        _buses.Add(Bus.Factory.CreateUsingRabbitMq(bus =>
    {
        bus.Host(Broker);
        bus.MessageTopology.SetEntityNameFormatter(new EntityNames());
        bus.ReceiveEndpoint(queue, e =>
        {
            e.ConfigureConsumeTopology = published;
            e.ConcurrentMessageLimit = atOnce;
            e.PrefetchCount = atOnce;
            e.SetQuorumQueue();
            consume(e);
        });
    }));

    private static async Task GoOnAsync<T>(
        ConsumeContext context,
        Guid job,
        string state,
        string queue,
        T command) where T : class
    {
        await context.Publish(Changed(job, state));
        var endpoint = await context.GetSendEndpoint(new Uri("exchange:" + queue));
        await endpoint.Send(command);
    }

    private static RiskJobStateChanged Changed(Guid job, string state) =>
        new() { JobId = job, Attempt = 1, To = state };

    public async ValueTask DisposeAsync()
    {
        foreach (var bus in _buses) await bus.StopAsync();
        await _broker.DisposeAsync();
    }
}
