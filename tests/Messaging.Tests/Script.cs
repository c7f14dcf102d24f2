using System.Collections.Concurrent;
using MassTransit;
using Workers.Contracts;
using Workers.Messaging.Steps;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Fencing;
using Workers.Support;

namespace Workers.Messaging.Tests;

/// <summary>What the step of a test does.</summary>
internal sealed class Script
{
    private int _runs;

    public int Runs => _runs;
    public int Discarded { get; set; }
    public Func<StepContext<RunRiskCalc>, CancellationToken, Task> Work { get; set; } = (_, _) => Task.CompletedTask;
    public Func<StepTransaction<EngineDb>, StepContext<RunRiskCalc>, Task> Complete { get; set; } = Publish;

    private static Task Publish(StepTransaction<EngineDb> transaction, StepContext<RunRiskCalc> step) =>
        transaction.PublishAsync(new RiskCalcCompleted { JobId = step.Job.JobId, Attempt = step.Job.Attempt });

    public void Ran() => Interlocked.Increment(ref _runs);
}

internal sealed class ScriptedStep(Script script) : IStep<RunRiskCalc, EngineDb>
{
    public async Task<CompleteStep<EngineDb>> WorkAsync(StepContext<RunRiskCalc> step, CancellationToken cancel)
    {
        script.Ran();
        await script.Work(step, cancel);
        return transaction => script.Complete(transaction, step);
    }
}

internal sealed class ScriptedDiscard(Script script) : IDiscard<EngineDb>
{
    public Task DiscardAsync(EngineDb db, JobAttempt job, CancellationToken cancel)
    {
        script.Discarded++;
        return Task.CompletedTask;
    }
}

/// <summary>What was heard, in order.</summary>
internal sealed class Heard
{
    private readonly ConcurrentQueue<object> _messages = new();

    public Task AddAsync<T>(ConsumeContext<T> context) where T : class
    {
        _messages.Enqueue(context.Message);
        return Task.CompletedTask;
    }

    public IReadOnlyList<T> All<T>() => [.. _messages.OfType<T>()];

    public async Task<T> OneAsync<T>(Func<T, bool>? which = null)
    {
        which ??= _ => true;
        await Eventually.TrueAsync(
            () => Task.FromResult(All<T>().Any(which)),
            () => $"no {typeof(T).Name} among {string.Join('\n', _messages)}");
        return All<T>().First(which);
    }
}
