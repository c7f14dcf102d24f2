using System.ComponentModel;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;

namespace Workers.Cli.Commands;

[Description("Show a risk model: what it holds, its size, and the jobs that used it.")]
public sealed class ShowModelCommand(ISystemLocator locator) : SettingsCommand<OneArchivedSettings>
{
    protected override async Task<int> RunAsync(OneArchivedSettings settings, CancellationToken cancel)
    {
        await using var system = locator.Connect(settings);
        var id = await system.Models.ResolveAsync(settings.Id, cancel);
        var detail = await system.Models.ShowAsync(id, cancel);
        new Output(settings.Json).Answer(detail, console => ArchivePrinter.Print(console, detail));
        return ExitCode.Ok;
    }
}
