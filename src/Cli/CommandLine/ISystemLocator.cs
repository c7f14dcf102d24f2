using Workers.Operations;

namespace Workers.Cli.CommandLine;

/// <summary>Where commands find the system that they act on.</summary>
public interface ISystemLocator
{
    /// <summary>A system that runs; fails if there is none.</summary>
    /// <exception cref="UnavailableException">There is none.</exception>
    Connections Find(GivenConnections given);

    /// <summary>Folder of the log files of its processes; null where they are not known.</summary>
    string? FindLogs();

    /// <summary>A system that runs for as long as a command needs it.</summary>
    /// <param name="command">Name of the command.</param>
    /// <exception cref="UnavailableException">There is none.</exception>
    Task<SystemInUse> UseAsync(string command, GivenConnections given, CancellationToken cancel);
}
