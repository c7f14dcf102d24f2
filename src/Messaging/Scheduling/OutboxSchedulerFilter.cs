using MassTransit;
using MassTransit.Configuration;
using MassTransit.Context;
using MassTransit.Middleware;
using MassTransit.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Workers.Messaging.Scheduling;

/// <summary>Gives consumers a scheduler that writes to the outbox of their transaction.</summary>
internal sealed class OutboxSchedulerFilter<TDb> : IFilter<ConsumeContext>, IPipeSpecification<ConsumeContext>
    where TDb : DbContext
{
    public Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        context.GetOrAddPayload<MessageSchedulerContext>(() => new ConsumeMessageSchedulerContext(context, Create));
        return next.Send(context);
    }

    private static MessageScheduler Create(ConsumeContext context)
    {
        if (!context.TryGetPayload<OutboxConsumeContext>(out var outbox))
            throw new InvalidOperationException(
                "a message is scheduled outside a transaction: the endpoint has no outbox");
        var scheduler = new OutboxScheduler<TDb>(context, outbox.GetRequiredService<TDb>());
        return new MessageScheduler(scheduler, context.GetPayload<IBusTopology>());
    }

    public void Apply(IPipeBuilder<ConsumeContext> builder) => builder.AddFilter(this);

    public IEnumerable<ValidationResult> Validate() => [];

    public void Probe(ProbeContext context) => context.CreateFilterScope("outboxScheduler");
}
