using Workers.Operations;

namespace Workers.Cli.CommandLine;

/// <summary>A system that a command uses.</summary>
/// <param name="end">Stops what was started for the command; null if it ran before.</param>
public sealed class SystemInUse(Connections connections, IAsyncDisposable? end = null) : IAsyncDisposable
{
    public Connections Connections => connections;

    /// <summary>It was not there before, and ends with the command.</summary>
    public bool IsStartedForCommand => end is not null;

    public ValueTask DisposeAsync() => end?.DisposeAsync() ?? ValueTask.CompletedTask;
}
