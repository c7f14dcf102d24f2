using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Demo;
using Workers.Cli.Hazard;
using Workers.Cli.Jobs;
using Workers.Cli.Local;
using Workers.Cli.Models;
using Workers.Cli.Run;
using Workers.Cli.Testing;

using var interruption = new Interruption();
var app = new CommandApp();
app.Configure(workers =>
{
    workers.SetApplicationName("workers");
    workers.Settings.StrictParsing = true;
    workers.SetExceptionHandler((exception, _) => ErrorReport.Write(exception, args.Contains("--json")));
    workers.AddCommand<DemoCommand>("demo");
    workers.AddCommand<UpCommand>("up");
    workers.AddCommand<DownCommand>("down");
    workers.AddCommand<StatusCommand>("status");
    workers.AddCommand<MigrateCommand>("migrate");
    workers.AddCommand<RunCommand>("run").WithExample("run", "my-town", "--area", "12.5,42.9,12.7,43.1", "--out", "results");
    workers.AddBranch("hazard", hazard =>
    {
        hazard.SetDescription("Hazard calculations of the icebox.");
        hazard.AddCommand<AddHazardCommand>("add");
        hazard.AddCommand<ListHazardCommand>("list");
    });
    workers.AddBranch("model", model =>
    {
        model.SetDescription("Risk models of the icebox.");
        model.AddCommand<AddModelCommand>("add");
        model.AddCommand<ListModelsCommand>("list");
    });
    workers.AddCommand<SubmitCommand>("submit");
    workers.AddCommand<JobsCommand>("jobs");
    workers.AddCommand<JobCommand>("job");
    workers.AddCommand<ResultsCommand>("results");
    workers.AddCommand<CancelCommand>("cancel");
    workers.AddCommand<RetryCommand>("retry");
    workers.AddCommand<CasesCommand>("cases");
    workers.AddCommand<BenchCommand>("bench").WithExample("bench", "import", "--quick");
    workers.AddCommand<TestCommand>("test").WithExample("test").WithExample("test", "Risk.Tests", "--filter", "Lognormal");
});
return await app.RunAsync(args, interruption.Token);
