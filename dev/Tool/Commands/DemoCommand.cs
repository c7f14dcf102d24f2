using System.ComponentModel;
using Spectre.Console;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Kit;
using Workers.Kit.Demo;
using Workers.Operations;
using Workers.Operations.Jobs;
using Workers.Operations.Results;

namespace Workers.Tool.Commands;

[Description("See a town's risk travel through the whole system: two jobs within a drawn area, on private servers.")]
public sealed class DemoCommand(ISystemLocator locator) : SettingsCommand<SystemSettings>
{
    private sealed record Outcome(JobView Job, string Out, ResultSummary? Results);

    protected override async Task<int> RunAsync(SystemSettings settings, CancellationToken cancel)
    {
        var files = new DemoFiles(Path.Combine(Checkout.Find().Local, "demo"));
        files.Write();
        string[] folders = [files.Classical, files.Scenario];
        var jobs = folders.Select(folder => RunInput.Read(folder)).ToArray();
        var output = new Output(settings.Json);
        var assets = jobs[0].Model.Assets;
        var sites = jobs[0].Hazard!.Sites;
        output.Console.MarkupLineInterpolated(
            $"An invented town: {assets} assets, {sites} hazard sites, an area drawn in {files.Area}.");

        List<Outcome> outcomes;
        await using (var used = await locator.UseAsync("demo", settings.Given, cancel))
        await using (var system = new SystemClient(used.Connections))
            outcomes = await RunAsync(system, jobs, folders, files.Area, cancel);

        output.Answer(
            outcomes.Select(o => new RunAnswer(o.Job, o.Results is { } r ? ResultAnswer.From(o.Job.JobId, r) : null)),
            console =>
            {
                foreach (var outcome in outcomes) Print(console, outcome);
            });
        return outcomes.All(o => o.Job.IsCompleted) ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<List<Outcome>> RunAsync(
        SystemClient system,
        RunInput[] jobs,
        string[] folders,
        string areaFile,
        CancellationToken cancel)
    {
        var request = new RunRequest { Area = AreaArgument.Read(areaFile), Owner = Environment.UserName };
        var ids = new List<Guid>();
        foreach (var job in jobs) ids.Add(await job.SubmitAsync(system, request, cancel));
        var views = await JobWatch.FollowAsync(system.Jobs, ids, timeout: null, cancel);
        var outcomes = new List<Outcome>();
        foreach (var (folder, view) in folders.Zip(views))
        {
            var output = RunInput.ResultFolderFor(folder);
            var target = new ResultTarget(output) { Overwrite = true };
            var results = view.IsCompleted ? await system.Results.WriteAsync(view.JobId, target, cancel) : null;
            outcomes.Add(new(view, output, results));
        }
        return outcomes;
    }

    private static void Print(IAnsiConsole console, Outcome outcome)
    {
        console.Write(new Rule($"[bold]{Markup.Escape(outcome.Job.Description ?? "")}[/]").LeftJustified());
        JobPrinter.Print(console, outcome.Job);
        if (outcome.Results is { } results) ResultPrinter.Print(console, results);
    }
}
