using System.Collections.Concurrent;
using MassTransit;
using Workers.Contracts;
using Workers.Coordinator.Saga;
using Workers.Support;

namespace Workers.Coordinator.Tests.Stages;

/// <summary>A saga at work, seen from outside: what it commands, what it tells, and its row.</summary>
public abstract class SagaStage : IAsyncDisposable
{
    /// <summary>Those of a deployment that sets none.</summary>
    public static StepTimeouts UsualTimeouts { get; } = new(TimeSpan.FromMinutes(2), TimeSpan.FromHours(1));

    /// <summary>Commands to the steps, and what is told to the platform, in order of arrival.</summary>
    public ConcurrentQueue<object> Seen { get; } = new();

    /// <summary>What the workers fail with at a message; null: they do not.</summary>
    public Func<object, Exception?> Failing { get; set; } = _ => null;

    /// <summary>What the workers do at a message; nothing unless the test says so.</summary>
    public Func<ConsumeContext, object, Task> Answering { get; set; } = (_, _) => Task.CompletedTask;

    public abstract Task PublishAsync<T>(T message, Guid? messageId = null) where T : class;

    public abstract Task<RiskJobState?> JobAsync(Guid job);

    /// <summary>Timeline as "From -> To".</summary>
    public abstract Task<IReadOnlyList<string>> TimelineAsync(Guid job);

    public abstract ValueTask DisposeAsync();

    public async Task<T> SeeAsync<T>(Func<T, bool>? which = null) where T : class
    {
        which ??= _ => true;
        await Eventually.TrueAsync(
            () => Task.FromResult(Seen.OfType<T>().Any(which)),
            () => $"no {typeof(T).Name} among: {Everything}");
        return Seen.OfType<T>().First(which);
    }

    public Task SeeStateAsync(Guid job, string state) =>
        Eventually.TrueAsync(
            async () => (await JobAsync(job))?.CurrentState == state,
            () => $"not {state}; seen: {Everything}");

    /// <summary>Transitions that the platform was told of, as "From -> To".</summary>
    public IEnumerable<string> StatesOf(Guid job) =>
        Seen.OfType<RiskJobStateChanged>().Where(x => x.JobId == job).Select(x => $"{x.From} -> {x.To}");

    protected string Everything => string.Join('\n', Seen);

    protected static void Record<T>(IReceiveEndpointConfigurator endpoint, SagaStage stage) where T : class =>
        endpoint.Handler<T>(x =>
        {
            stage.Seen.Enqueue(x.Message);
            return stage.Failing(x.Message) is { } failure
                ? Task.FromException(failure)
                : stage.Answering(x, x.Message);
        });
}
