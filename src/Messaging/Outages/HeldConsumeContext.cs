using MassTransit;
using MassTransit.Context;

namespace Workers.Messaging.Outages;

/// <summary>A try of a message. That it failed is told only if it will not be tried again.</summary>
internal sealed class HeldConsumeContext(ConsumeContext context) : ConsumeContextScope(context)
{
    private Func<Task>? _tell;

    public override Task NotifyFaulted<T>(
        ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
    {
        if (!OutageFault.ComesAgain(exception))
            return base.NotifyFaulted(context, duration, consumerType, exception);
        _tell = () => base.NotifyFaulted(context, duration, consumerType, exception);
        return Task.CompletedTask;
    }

    /// <summary>It will not: tells what was kept back.</summary>
    public Task TellAsync() => _tell?.Invoke() ?? Task.CompletedTask;
}
