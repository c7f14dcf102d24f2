using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Storage.Databases;

namespace Workers.Cli.Local;

[Description("Create the databases that are missing and bring all to this version (up, run and demo do so by themselves).")]
public sealed class MigrateCommand : AsyncCommand<SystemSettings>
{
    public override async Task<int> ExecuteAsync(CommandContext context, SystemSettings settings, CancellationToken cancellationToken)
    {
        var given = Connections.Given.From(settings);
        var connections = given.AllDatabases ? new Connections("", given.Icebox!, given.Engine!, given.Jobs!) : LocalSystem.Running(given);
        await connections.MigrateAsync(cancellationToken);
        string[] databases = [Database.Icebox, Database.Engine, Database.Jobs];
        new Output(settings.Json).Answer(new { databases }, console => console.MarkupLineInterpolated($"{string.Join(", ", databases)} are of this version."));
        return ExitCode.Ok;
    }
}
