using Workers.Operations;

namespace Workers.Cli.CommandLine;

/// <summary>Connects commands to a system.</summary>
public static class SystemLocatorExtensions
{
    /// <summary>A client of the system that runs.</summary>
    /// <exception cref="UnavailableException">There is none.</exception>
    public static SystemClient Connect(this ISystemLocator system, SystemSettings settings) =>
        new(system.Find(settings.Given));
}
