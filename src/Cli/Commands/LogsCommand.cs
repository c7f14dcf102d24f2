using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Errors;
using Workers.Operations;
using Workers.Operations.Logs;

namespace Workers.Cli.Commands;

[Description("Show what all processes here have logged of a job, by time.")]
public sealed class LogsCommand(ISystemLocator locator) : SettingsCommand<LogsCommand.LogsSettings>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public sealed class LogsSettings : OneJobSettings
    {
        [CommandOption("--logs <DIR>")]
        [Description("Folder of the log files, where the system is not the checkout's own.")]
        public string? Logs { get; init; }

        [CommandOption("--follow")]
        [Description("Go on until the job ends.")]
        public bool Follow { get; init; }
    }

    protected override async Task<int> RunAsync(LogsSettings settings, CancellationToken cancel)
    {
        var folder = settings.Logs ?? locator.FindLogs()
            ?? throw new UnavailableException("it is not said where the logs are: name their folder with --logs");
        await using var system = locator.Connect(settings);
        var id = await system.Jobs.ResolveAsync(settings.Job, cancel);
        if (settings.Follow && !settings.Json) await FollowAsync(system, id, folder, cancel);
        else
        {
            var lines = JobLog.Read(folder, id);
            new Output(settings.Json).Answer(lines, console => Print(console, lines));
        }
        return ExitCode.Ok;
    }

    private static async Task FollowAsync(SystemClient system, Guid id, string folder, CancellationToken cancel)
    {
        var console = new Output(json: false).Console;
        var told = new HashSet<LogLine>();
        while (true)
        {
            // Asked before the files are read: what it wrote before it came to rest is not missed.
            var job = await system.Jobs.GetAsync(id, cancel);
            Print(console, JobLog.Read(folder, id).Where(told.Add));
            if (job.IsResting) return;
            await Task.Delay(Pause, cancel);
        }
    }

    private static void Print(IAnsiConsole console, IEnumerable<LogLine> lines)
    {
        foreach (var line in lines)
        {
            var level = line.Level == "Information" ? "" : $"{line.Level}: ";
            var style = line.Level == "Information" ? Style.Plain : Style.Parse("yellow");
            console.WriteLine(
                Shown.Printable($"{line.At.UtcDateTime:HH:mm:ss.fff} {line.Process} {level}{line.Message}"),
                style);
            if (line.Exception is { } exception) console.WriteLine(Shown.Printable(exception.Split('\n')[0]), style);
        }
    }
}
