using Workers.Operations;

namespace Workers.Cli.CommandLine;

/// <summary>The system that options or environment name.</summary>
public sealed class NamedSystem : ISystemLocator
{
    public Connections Find(GivenConnections given) =>
        given is { Broker: { } broker, Icebox: { } icebox, Engine: { } engine, Jobs: { } jobs }
            ? new Connections(broker, icebox, engine, jobs)
            : throw new UnavailableException(
                $"it is not said where the system is: name it in {GivenConnections.Variables}");

    public string? FindLogs() => null;

    public Task<SystemInUse> UseAsync(string command, GivenConnections given, CancellationToken cancel) =>
        Task.FromResult(new SystemInUse(Find(given)));
}
