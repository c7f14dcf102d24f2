using MassTransit;

namespace Workers.Messaging.Setup;

/// <summary>
/// Writes the exceptions around the innermost one on a message that goes to an error queue: MassTransit itself tells
/// only the innermost.
/// </summary>
internal sealed class CausesFilter : IFilter<ExceptionReceiveContext>
{
    // Together with the stack trace they must fit into a frame of the broker.
    private const int MaxLength = 8_000;

    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (context.Exception.InnerException is not null)
            context.ExceptionHeaders.Set(DeadLetterHeaders.Causes, Chain(context.Exception));
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("causes");

    private static string Chain(Exception exception)
    {
        var lines = new List<string>();
        for (var e = exception; e is not null; e = e.InnerException)
            lines.Add($"{e.GetType().FullName}: {e.Message}");
        var chain = string.Join('\n', lines);
        return chain.Length > MaxLength ? chain[..MaxLength] : chain;
    }
}

/// <summary>Our own headers on dead letters.</summary>
public static class DeadLetterHeaders
{
    /// <summary>The exceptions, outermost first, a line each.</summary>
    public const string Causes = "Workers-Fault-Causes";
}
