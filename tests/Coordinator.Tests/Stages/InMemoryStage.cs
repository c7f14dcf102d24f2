using MassTransit;
using MassTransit.Saga;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Workers.Contracts;
using Workers.Coordinator.Admission;
using Workers.Coordinator.Saga;
using Workers.Errors;
using Workers.Messaging.Topology;

namespace Workers.Coordinator.Tests.Stages;

/// <summary>The saga on MassTransit's own in-memory transport, saga store, inbox and outbox.</summary>
public sealed class InMemoryStage : SagaStage
{
    private ServiceProvider _services = null!;
    private ITestHarness _harness = null!;

    public static async Task<SagaStage> StartAsync(TimeProvider time, StepTimeouts timeouts, IRunningJobs? jobs = null)
    {
        var stage = new InMemoryStage();
        stage._services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(time)
            .AddSingleton(timeouts)
            .AddSingleton(jobs ?? new AnyNumber())
            .AddSingleton<IJobLetters, NoLetters>()
            .AddSingleton<ILostCommands, NothingIsLost>()
            .AddMassTransitTestHarness(x =>
            {
                x.AddSagaStateMachine<RiskJobSaga, RiskJobState>().InMemoryRepository();
                x.AddInMemoryInboxOutbox();
                x.UsingInMemory((context, bus) =>
                {
                    bus.MessageTopology.SetEntityNameFormatter(new EntityNames());
                    bus.UseDelayedMessageScheduler();
                    bus.ReceiveEndpoint(Queues.RiskJob, e =>
                    {
                        e.UseMessageRetry(r => r.Immediate(5));
                        e.UseInMemoryInboxOutbox(context);
                        e.ConfigureSaga<RiskJobState>(context);
                    });
                    stage.Watch(bus);
                });
            })
            .BuildServiceProvider();
        stage._harness = stage._services.GetRequiredService<ITestHarness>();
        await stage._harness.Start();
        return stage;
    }

    private void Watch(IInMemoryBusFactoryConfigurator bus)
    {
        void Queue<T>(string name) where T : class => bus.ReceiveEndpoint(name, e =>
        {
            e.ConfigureConsumeTopology = false;
            Record<T>(e, this);
        });
        Queue<ImportHazardRequested>(Queues.ImportHazard);
        Queue<RunRiskCalc>(Queues.RunRiskCalc);
        Queue<ExportResults>(Queues.ExportResults);
        Queue<DiscardResults>(Queues.DiscardResults);
        Queue<DiscardResults>(Queues.DiscardWork);
        bus.ReceiveEndpoint("platform", e =>
        {
            e.ConcurrentMessageLimit = 1;
            Record<RiskJobStateChanged>(e, this);
            Record<RiskJobRefused>(e, this);
        });
    }

    public override Task PublishAsync<T>(T message, Guid? messageId = null) =>
        _harness.Bus.Publish(message, x => x.MessageId = messageId ?? NewId.NextGuid());

    public override Task<RiskJobState?> JobAsync(Guid job) => Task.FromResult(Saga(job));

    public override Task<IReadOnlyList<string>> TimelineAsync(Guid job) =>
        Task.FromResult<IReadOnlyList<string>>([.. Saga(job)!.Timeline.Select(x => $"{x.From} -> {x.To}")]);

    private RiskJobState? Saga(Guid job) =>
        _services.GetRequiredService<IndexedSagaDictionary<RiskJobState>>()[job]?.Instance;

    public override async ValueTask DisposeAsync() => await _services.DisposeAsync();

    private sealed class NoLetters : IJobLetters
    {
        public Task CloseAsync(Guid job, string to, CancellationToken cancel) => Task.CompletedTask;

        public Task CloseLateAsync(Guid letter, string reason, CancellationToken cancel) => Task.CompletedTask;
    }

    private sealed class NothingIsLost : ILostCommands
    {
        public Task<bool> IsGoneAsync(Guid job, IReadOnlyList<string> queues, CancellationToken cancel) =>
            Task.FromResult(false);
    }

    private sealed class AnyNumber : IRunningJobs
    {
        public Task<InputError?> WhyNotOneMoreAsync(
            ImportHazardRequested request,
            Guid messageId,
            CancellationToken cancel) => Task.FromResult<InputError?>(null);
    }
}
