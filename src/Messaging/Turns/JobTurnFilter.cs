using MassTransit;
using Workers.Messaging.Outages;

namespace Workers.Messaging.Turns;

/// <summary>
/// Lets the messages of a job through in turn. One that finds its job's row locked by somebody else is put off: it
/// comes back from the outbox later, and holds up nobody meanwhile.
/// </summary>
internal sealed class JobTurnFilter(JobTurns turns, PutOffMessages later) : IFilter<ConsumeContext>
{
    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        if (context.CorrelationId is { } job)
            await SendInTurnAsync(job, context, next);
        else
            await SendAsync(context, next);
    }

    private async Task SendInTurnAsync(Guid job, ConsumeContext context, IPipe<ConsumeContext> next)
    {
        using var turn = await turns.TakeAsync(job, context.CancellationToken);
        // As long as the one before it: they come back in their order.
        if (turns.LockedFor(job) is var wait && wait > TimeSpan.Zero)
            await later.PutOffAsync(context, wait);
        else if (await SendAsync(context, next) is { } locked)
            turns.NoteLocked(job, locked);
    }

    /// <summary>How long it was put off; null if it was not.</summary>
    private async Task<TimeSpan?> SendAsync(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        try
        {
            await next.Send(context);
            return null;
        }
        catch (Exception e) when (OutageFault.IsLocked(e) || OutageFault.IsConflict(e))
        {
            var wait = PutOffMessages.WaitOf(context);
            await later.PutOffAsync(context, wait);
            return wait;
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("jobTurn");
}
