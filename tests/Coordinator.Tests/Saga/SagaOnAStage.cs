using MassTransit;
using Microsoft.Extensions.Time.Testing;
using Workers.Contracts;
using Workers.Coordinator.Saga;
using Workers.Coordinator.Tests.Stages;

namespace Workers.Coordinator.Tests.Saga;

/// <summary>What the saga does, on whatever it is hosted: every store and transport must pass.</summary>
public abstract class SagaOnAStage(Func<TimeProvider, StepTimeouts, Task<SagaStage>> start)
{
    /// <summary>Stores and transports.</summary>
    protected static readonly Func<TimeProvider, StepTimeouts, Task<SagaStage>>
        InMemory = (time, timeouts) => InMemoryStage.StartAsync(time, timeouts),
        OnServers = async (time, timeouts) => await DurableStage.StartAsync(time, timeouts);

    protected FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    protected Task<SagaStage> StartAsync() => start(Time, SagaStage.UsualTimeouts);

    protected Task<SagaStage> StartAsync(TimeProvider time, StepTimeouts timeouts) => start(time, timeouts);

    protected static async Task<ImportHazardRequested> CalculatingAsync(SagaStage stage)
    {
        var request = Requests.New();
        await stage.PublishAsync(request);
        await stage.SeeAsync<ImportHazardRequested>(x => x.JobId == request.JobId);
        await stage.PublishAsync(
            new HazardImported { JobId = request.JobId, Attempt = 1, ImportId = Guid.NewGuid() });
        await stage.SeeAsync<RunRiskCalc>(x => x.JobId == request.JobId);
        return request;
    }

    protected static Task FaultAsync<T>(SagaStage stage, T message) where T : class =>
        stage.PublishAsync<Fault<T>>(new FaultOf<T> { Message = message });

    private sealed class FaultOf<T> : Fault<T>
    {
        public required T Message { get; init; }
        public Guid FaultId { get; } = NewId.NextGuid();
        public Guid? FaultedMessageId { get; } = NewId.NextGuid();
        public DateTime Timestamp { get; } = DateTime.UnixEpoch;
        public ExceptionInfo[] Exceptions { get; } = [];
        public HostInfo Host => MassTransit.Metadata.HostMetadataCache.Host;
        public string[] FaultMessageTypes { get; } = [];
    }
}
