using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;

namespace Workers.Cli.Models;

[Description("List the archived risk models.")]
public sealed class ListModelsCommand : AsyncCommand<SystemSettings>
{
    public override async Task<int> ExecuteAsync(CommandContext context, SystemSettings settings, CancellationToken cancellationToken)
    {
        await using var system = SystemClient.Connect(settings);
        var all = await system.Models.ListAsync(cancellationToken);
        new Output(settings.Json).Answer(all, console =>
        {
            var table = new Table().RoundedBorder().AddColumn("risk model", c => c.NoWrap()).AddColumns("mode", "assets", "loss types", "IMTs", "description");
            foreach (var m in all)
                table.AddRow(m.Id, m.Mode, $"{m.Assets}", string.Join(' ', m.LossTypes), Markup.Escape(string.Join(' ', m.Imts)), Markup.Escape(m.Description));
            console.Write(table);
        });
        return ExitCode.Ok;
    }
}
