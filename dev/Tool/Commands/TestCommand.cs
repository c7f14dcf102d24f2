using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Kit;
using Workers.Kit.Testing;

namespace Workers.Tool.Commands;

[Description("Run the tests on private servers; the last line is \"N passed, N failed, N skipped\".")]
public sealed class TestCommand : SettingsCommand<TestCommand.TestSettings>
{
    public sealed class TestSettings : Settings
    {
        [CommandArgument(0, "[PROJECTS]")]
        [Description("Test projects, such as Risk.Tests; all if none is named.")]
        public string[] Projects { get; init; } = [];

        [CommandOption("--filter <EXPRESSION>")]
        [Description("Tests to run, in the words of dotnet test: a part of a name, or FullyQualifiedName~...")]
        public string? Filter { get; init; }
    }

    protected override async Task<int> RunAsync(TestSettings settings, CancellationToken cancel)
    {
        var checkout = Checkout.Find();
        var projects = TestProject.Choose(checkout, settings.Projects);
        await using var servers = await TestServers.UseAsync(checkout, cancel);
        var reports = await new TestRun(checkout, servers.Environment, settings.Filter).RunAsync(projects, cancel);
        var total = TestReport.Sum("all", reports);
        new Output(settings.Json).Answer(
            new { total.Passed, total.Failed, total.Skipped, projects = reports },
            _ => TestPrinter.PrintEnd(total, Console.Out));
        var nothingRan = total.Passed + total.Failed + total.Skipped == 0;
        return total.Failed > 0 || nothingRan ? ExitCode.Failed : ExitCode.Ok;
    }
}
