using MassTransit;

namespace Workers.Messaging.Outages;

/// <summary>
/// Outermost on every endpoint: a message that failed because the house was in disorder is held and tried again in
/// place, for as long as that takes. It is no fault of the message, so nothing is told or counted.
/// </summary>
internal sealed class OutageFilter(Outage outage, TimeProvider time) : IFilter<ConsumeContext>
{
    // Of faults that only seem to be an outage, while the databases answer: with the waits below, a quarter of an hour.
    private const int Excuses = 40;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(30);

    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        var cancel = context.CancellationToken;
        var excuses = 0;
        for (var wait = FirstWait; ; wait = wait * 2 < LastWait ? wait * 2 : LastWait)
        {
            await outage.WaitAsync(cancel);
            // Each time one of its own: a filter that has seen it fail must not remember.
            var held = new HeldConsumeContext(context);
            try
            {
                await next.Send(held);
                return;
            }
            catch (Exception e) when (OutageFault.IsOutage(e) && !cancel.IsCancellationRequested)
            {
                if (await outage.LookAsync(cancel))
                    (excuses, wait) = (0, FirstWait);
                else if (!OutageFault.IsCertain(e) && ++excuses > Excuses)
                {
                    await held.TellAsync();
                    throw;
                }
            }
            await Task.Delay(wait, time, cancel);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("outage");
}
