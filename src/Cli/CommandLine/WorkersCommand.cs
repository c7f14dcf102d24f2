using System.Reflection;
using Spectre.Console.Cli;
using Workers.Cli.Commands;
using Workers.Cli.Commands.DeadLetters;
using Workers.Cli.Printing;

namespace Workers.Cli.CommandLine;

/// <summary>The command <c>workers</c>: runs one of the commands that it is given.</summary>
public static class WorkersCommand
{
    private static readonly string Version = typeof(WorkersCommand).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion;

    /// <param name="system">Where the commands find the system.</param>
    /// <param name="addCommands">Adds the commands, in the order of the help page.</param>
    /// <returns>Exit code.</returns>
    public static async Task<int> RunAsync(string[] args, ISystemLocator system, Action<IConfigurator> addCommands)
    {
        using var interruption = new Interruption();
        var app = new CommandApp();
        app.Configure(workers =>
        {
            workers.Settings.Registrar.RegisterInstance(new CommandModel(addCommands));
            workers.SetApplicationName("workers");
            workers.SetApplicationVersion(Version);
            // An option that is misspelled is an error; else a run would go on without it.
            workers.Settings.StrictParsing = true;
            workers.Settings.Registrar.RegisterInstance(system);
            // The arguments themselves: when parsing them fails there are no settings to ask.
            workers.SetExceptionHandler((exception, _) => ErrorPrinter.Print(exception, args.Contains("--json")));
            addCommands(workers);
        });
        return await app.RunAsync(args, interruption.Token);
    }

    /// <summary>Adds the commands that act on a system, wherever it is.</summary>
    public static void AddSystemCommands(this IConfigurator workers)
    {
        workers.AddCommand<MigrateCommand>("migrate");
        workers.AddCommand<RunCommand>("run")
            .WithExample("run", "my-town", "--area", "12.5,42.9,12.7,43.1", "--out", "results");
        workers.AddBranch("hazard", hazard =>
        {
            hazard.SetDescription("Hazard calculations of the icebox.");
            hazard.AddCommand<AddHazardCommand>("add");
            hazard.AddCommand<ListHazardCommand>("list");
            hazard.AddCommand<ShowHazardCommand>("show");
            hazard.AddCommand<RemoveHazardCommand>("rm");
        });
        workers.AddBranch("model", model =>
        {
            model.SetDescription("Risk models of the icebox.");
            model.AddCommand<AddModelCommand>("add");
            model.AddCommand<ListModelsCommand>("list");
            model.AddCommand<ShowModelCommand>("show");
            model.AddCommand<RemoveModelCommand>("rm");
        });
        workers.AddCommand<SubmitCommand>("submit");
        workers.AddCommand<JobsCommand>("jobs");
        workers.AddCommand<JobCommand>("job");
        workers.AddCommand<LogsCommand>("logs");
        workers.AddCommand<ResultsCommand>("results");
        workers.AddCommand<CompareCommand>("compare");
        workers.AddCommand<RerunCommand>("rerun");
        workers.AddCommand<CancelCommand>("cancel");
        workers.AddCommand<RetryCommand>("retry");
        workers.AddCommand<WhyCommand>("why");
        workers.AddBranch("deadletters", letters =>
        {
            letters.SetDescription("Messages that their retries did not cure.");
            letters.AddCommand<ListLettersCommand>("list");
            letters.AddCommand<LetterGroupsCommand>("groups");
            letters.AddCommand<ShowLetterCommand>("show");
            letters.AddCommand<ReplayLettersCommand>("replay");
            letters.AddCommand<EditLetterCommand>("edit");
            letters.AddCommand<ArchiveLettersCommand>("archive");
            letters.AddCommand<RestoreLettersCommand>("restore");
        });
        workers.AddCommand<OperationsCommand>("operations");
        workers.AddCommand<AuditCommand>("audit");
        workers.AddCommand<CompletionCommand>("completion");
    }
}
