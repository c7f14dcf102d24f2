using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workers.Contracts;
using Workers.Messaging.Topology;
using Workers.Storage.Fencing;

namespace Workers.Messaging.Steps;

/// <summary>
/// While a step works: publishes its progress, which is also its sign of life, and stops it when it is fenced.
/// Signs go straight to the broker: a lost one costs nothing.
/// </summary>
internal sealed class StepWatch<TDb> : IAsyncDisposable where TDb : DbContext
{
    // Instant steps need no sign.
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(250);

    // What a person who cancels, or watches, does not notice.
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    // A sign even without progress; well below the silence after which a job needs attention.
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(15);


    private readonly CancellationTokenSource _cancel;
    private readonly CancellationTokenSource _done = new();
    private readonly TimeProvider _time;
    private Task _watching = Task.CompletedTask;

    private StepWatch(TimeProvider time, CancellationToken cancel)
    {
        _time = time;
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(cancel);
    }

    public CancellationToken Cancel => _cancel.Token;

    public bool Fenced { get; private set; }

    public static StepWatch<TDb> Start<TMessage>(
        StepContext<TMessage> work, ConsumeContext context, IServiceProvider provider, ILogger log, TimeProvider time)
        where TMessage : class
    {
        var watch = new StepWatch<TDb>(time, context.CancellationToken);
        watch._watching = watch.WatchAsync(work, context, provider, log);
        return watch;
    }

    private async Task WatchAsync<TMessage>(
        StepContext<TMessage> work, ConsumeContext context, IServiceProvider provider, ILogger log)
        where TMessage : class
    {
        var bus = provider.GetRequiredService<IBus>();
        var scopes = provider.GetRequiredService<IServiceScopeFactory>();
        StepProgress? told = null;
        var toldAt = _time.GetTimestamp();
        for (var wait = FirstLook; await WaitAsync(wait); wait = LookInterval)
        {
            try
            {
                if (told != work.Progress || _time.GetElapsedTime(toldAt) >= HeartbeatInterval)
                {
                    told = work.Progress;
                    toldAt = _time.GetTimestamp();
                    await bus.Publish(Sign(work, context), x => x.CorrelationId = work.Job.JobId, _done.Token);
                }
                if (await IsFencedAsync(work.Job, scopes))
                {
                    Fenced = true;
                    await _cancel.CancelAsync();
                    return;
                }
            }
            catch (Exception e) when (!_done.IsCancellationRequested)
            {
                // The step goes on: the next look may succeed, and the commit asks the fence anyway.
                log.LogWarning("No sign of life sent, or fence not seen: {Reason}", e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static StepProgressed Sign<TMessage>(StepContext<TMessage> work, ConsumeContext context)
        where TMessage : class
    {
        var progress = work.Progress;
        return new StepProgressed
        {
            JobId = work.Job.JobId,
            Attempt = work.Job.Attempt,
            Step = context.ReceiveContext.InputAddress.QueueName(),
            Done = progress.Done,
            Total = progress.Total,
        };
    }

    private async Task<bool> IsFencedAsync(JobAttempt job, IServiceScopeFactory scopes)
    {
        // A context of its own: the step is busy with the other one.
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        return await Fence.HasPassedAsync(db, job, _done.Token);
    }

    private async Task<bool> WaitAsync(TimeSpan wait)
    {
        try
        {
            await Task.Delay(wait, _time, _done.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        // Waited for, so that no sign is published after the step's own event.
        await _watching;
        _done.Dispose();
        _cancel.Dispose();
    }
}
