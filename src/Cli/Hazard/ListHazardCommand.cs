using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;

namespace Workers.Cli.Hazard;

[Description("List the archived hazard calculations.")]
public sealed class ListHazardCommand : AsyncCommand<SystemSettings>
{
    public override async Task<int> ExecuteAsync(CommandContext context, SystemSettings settings, CancellationToken cancellationToken)
    {
        await using var system = SystemClient.Connect(settings);
        var all = await system.Hazard.ListAsync(cancellationToken);
        new Output(settings.Json).Answer(all, console =>
        {
            var table = new Table().RoundedBorder().AddColumn("hazard calculation", c => c.NoWrap()).AddColumns("mode", "sites", "events", "years", "description");
            foreach (var h in all)
                table.AddRow(h.Id.ToString(), h.Mode, $"{h.Sites}", h.Events > 0 ? $"{h.Events}" : "", $"{h.InvestigationTime}", Markup.Escape(h.Description));
            console.Write(table);
        });
        return ExitCode.Ok;
    }
}
