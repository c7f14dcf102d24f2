using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Local;
using Workers.Cli.Testing;

using var interruption = new Interruption();
var app = new CommandApp();
app.Configure(workers =>
{
    workers.SetApplicationName("workers");
    workers.SetExceptionHandler((exception, _) => Errors.Report(exception, args.Contains("--json")));
    workers.AddCommand<UpCommand>("up");
    workers.AddCommand<DownCommand>("down");
    workers.AddCommand<TestCommand>("test").WithExample("test").WithExample("test", "Risk.Tests", "--filter", "Lognormal");
});
return await app.RunAsync(args, interruption.Token);
