using Workers.Cli.CommandLine;
using Workers.Cli.Commands;

return await WorkersCommand.RunAsync(args, new NamedSystem(), workers =>
{
    workers.AddCommand<StatusCommand>("status");
    workers.AddSystemCommands();
});
