using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Faults;
using Workers.Faults.Reporting;
using Workers.Kit;

namespace Workers.Tool.Commands;

[Description(
    "Run real processes under load while faults are injected, then look whether anything was lost. "
    + "Wants the machine for itself.")]
public sealed class FaultsCommand : SettingsCommand<FaultsCommand.FaultsSettings>
{
    public sealed class FaultsSettings : Settings
    {
        [CommandOption("--seed")]
        [Description("Draws faults, jobs and pauses; the same seed gives the same order of faults.")]
        [DefaultValue(1)]
        public int Seed { get; init; }

        [CommandOption("--minutes")]
        [Description("How long faults are injected.")]
        [DefaultValue(5.0)]
        public double Minutes { get; init; }

        [CommandOption("--jobs")]
        [Description("End sooner, when so many jobs were asked for and rest.")]
        [DefaultValue(10_000)]
        public int Jobs { get; init; }

        [CommandOption("--only")]
        [Description("Inject only kinds of faults whose name has this in it.")]
        public string? Only { get; init; }

        [CommandOption("--cluster")]
        [Description("The broker is a cluster of three nodes, which die one at a time.")]
        public bool Cluster { get; init; }

        [CommandOption("--report")]
        [Description("Write docs/reliability.md from this run.")]
        public bool Report { get; init; }
    }

    protected override async Task<int> RunAsync(FaultsSettings settings, CancellationToken cancel)
    {
        var checkout = Checkout.Find();
        var run = new FaultRun(checkout, new FaultOptions
        {
            Seed = settings.Seed,
            Time = TimeSpan.FromMinutes(settings.Minutes),
            Jobs = settings.Jobs,
            Only = settings.Only,
            Cluster = settings.Cluster,
        });
        var outcome = await run.RunAsync(cancel);
        if (settings.Report) ReliabilityPage.Write(checkout, outcome);
        new Output(settings.Json).Answer(outcome, console =>
        {
            FaultReport.Print(console, outcome);
            console.MarkupLineInterpolated($"history: {run.HistoryFile}");
        });
        return outcome.Violations.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }
}
