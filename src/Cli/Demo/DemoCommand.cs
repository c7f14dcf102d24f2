using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Jobs;
using Workers.Cli.Local;
using Workers.Cli.Run;
using Workers.Risk.Results;

namespace Workers.Cli.Demo;

[Description("See a town's risk travel through the whole system: two jobs within a drawn area, on private servers.")]
public sealed class DemoCommand : AsyncCommand<SystemSettings>
{
    private sealed record Outcome(JobView Job, string Out, RiskResults? Results);

    public override async Task<int> ExecuteAsync(CommandContext context, SystemSettings settings, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Checkout.Find().Local, "demo");
        var files = new DemoFiles(folder);
        files.Write();
        RunFolder[] jobs = [RunFolder.Read(files.Classical), RunFolder.Read(files.Scenario)];
        var output = new Output(settings.Json);
        output.Console.MarkupLineInterpolated($"An invented town: {jobs[0].Job.Exposure.Assets.Count} assets, {jobs[0].Hazard.Sites.Count} hazard sites, an area drawn in {files.Area}.");

        List<Outcome> outcomes;
        await using (var local = await LocalSystem.UseAsync("demo", Connections.Given.From(settings), cancellationToken))
        await using (var system = new SystemClient(local.Connections))
            outcomes = await RunAsync(system, jobs, files.Area, cancellationToken);

        output.Answer(
            outcomes.Select(o => new { o.Job, o.Out, totals = o.Results is null ? null : ResultPrinter.Totals(o.Results) }),
            console =>
            {
                foreach (var outcome in outcomes) Print(console, outcome);
            });
        return outcomes.All(o => o.Job.IsCompleted) ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<List<Outcome>> RunAsync(SystemClient system, RunFolder[] jobs, string areaFile, CancellationToken cancel)
    {
        var area = AreaArgument.Read(areaFile);
        var ids = new List<Guid>();
        foreach (var job in jobs) ids.Add(await job.SubmitAsync(system, area, cancel));
        var views = await JobWatch.FollowAsync(system.Jobs, ids, cancel);
        var outcomes = new List<Outcome>();
        foreach (var (job, view) in jobs.Zip(views))
        {
            var output = Path.Combine(job.Folder, "results");
            outcomes.Add(new(view, output, view.IsCompleted ? await ResultFiles.WriteAsync(system, view.JobId, output, cancel) : null));
        }
        return outcomes;
    }

    private static void Print(IAnsiConsole console, Outcome outcome)
    {
        console.Write(new Rule($"[bold]{Markup.Escape(outcome.Job.Description ?? "")}[/]").LeftJustified());
        JobPrinter.Print(console, outcome.Job);
        if (outcome.Results is { } results) ResultPrinter.Print(console, results, outcome.Out);
    }
}
