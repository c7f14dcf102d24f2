using MassTransit;
using Microsoft.Extensions.Logging;
using Workers.Messaging.Topology;

namespace Workers.Messaging.Setup;

/// <summary>Puts the ids of the message that is consumed on every log line.</summary>
internal sealed class LogScope<T>(ILogger<LogScope<T>> log) : IFilter<ConsumeContext<T>> where T : class
{
    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        var ids = new Dictionary<string, object?>
        {
            ["MessageType"] = typeof(T).Name,
            ["MessageId"] = context.MessageId,
            ["ConversationId"] = context.ConversationId,
        };
        if (JobOf<T>.Id(context.Message) is { } job)
            ids["JobId"] = job;
        using (log.BeginScope(ids))
            await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("logScope");
}
