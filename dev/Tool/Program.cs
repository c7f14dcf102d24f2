using Workers.Cli.CommandLine;
using Workers.Tool;
using Workers.Tool.Commands;

return await WorkersCommand.RunAsync(args, new CheckoutSystem(), workers =>
{
    workers.AddCommand<DemoCommand>("demo");
    workers.AddCommand<UpCommand>("up");
    workers.AddCommand<DownCommand>("down");
    workers.AddCommand<LocalStatusCommand>("status");
    workers.AddSystemCommands();
    workers.AddCommand<CasesCommand>("cases");
    workers.AddCommand<BenchCommand>("bench").WithExample("bench", "import", "--quick");
    workers.AddCommand<FaultsCommand>("faults").WithExample("faults", "--seed", "7", "--minutes", "5");
    workers.AddCommand<TestCommand>("test")
        .WithExample("test")
        .WithExample("test", "Risk.Tests", "--filter", "Lognormal");
});
