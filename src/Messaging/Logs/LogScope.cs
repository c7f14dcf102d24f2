using MassTransit;
using Serilog.Core;
using Serilog.Core.Enrichers;
using Workers.Messaging.Steps;

namespace Workers.Messaging.Logs;

/// <summary>Puts the ids of the message that is consumed on every log line.</summary>
internal sealed class LogScope<T> : IFilter<ConsumeContext<T>> where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        var ids = new List<ILogEventEnricher>
        {
            new PropertyEnricher("MessageType", typeof(T).Name),
            new PropertyEnricher("MessageId", context.MessageId),
            new PropertyEnricher("ConversationId", context.ConversationId),
        };
        if (JobOf<T>.Id(context.Message) is { } job)
            ids.Add(new PropertyEnricher("JobId", job));
        using (Serilog.Context.LogContext.Push([.. ids]))
            await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("logScope");
}
