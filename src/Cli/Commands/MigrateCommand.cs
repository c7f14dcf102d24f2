using System.ComponentModel;
using Spectre.Console;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Operations;

namespace Workers.Cli.Commands;

[Description(
    "Create the databases that are missing and bring all to this version "
    + "(up, run and demo do so by themselves).")]
public sealed class MigrateCommand(ISystemLocator locator) : SettingsCommand<SystemSettings>
{
    protected override async Task<int> RunAsync(SystemSettings settings, CancellationToken cancel)
    {
        var databases = await Find(settings.Given).MigrateAsync(cancel);
        new Output(settings.Json).Answer(
            new MigratedAnswer(databases),
            console => console.MarkupLineInterpolated($"{string.Join(", ", databases)} are of this version."));
        return ExitCode.Ok;
    }

    /// <summary>Migrating needs no broker.</summary>
    private Connections Find(GivenConnections given) =>
        // Databases are migrated before a broker need be there.
        locator.Find(given.AllDatabases ? given with { Broker = given.Broker ?? "" } : given);
}
