using System.ComponentModel;
using Spectre.Console;
using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Kit;
using Workers.Kit.Testing;

namespace Workers.Tool.Commands;

[Description(
    "Run every case that the OpenQuake engine has answered through the whole chain, "
    + "and print how far the results are from the engine's.")]
public sealed class CasesCommand : SettingsCommand<Settings>
{
    private const string Journey = "The_whole_chain_answers_as_the_engine";

    protected override async Task<int> RunAsync(Settings settings, CancellationToken cancel)
    {
        var (report, cases) = await RunJourneyAsync(Checkout.Find(), cancel);
        new Output(settings.Json).Answer(
            new { report.Passed, report.Failed, report.Skipped, cases },
            console => Print(console, cases, report));
        return report.Failed == 0 && cases.Count > 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<(TestReport Report, IReadOnlyList<CaseRow> Cases)> RunJourneyAsync(
        Checkout checkout,
        CancellationToken cancel)
    {
        await using var servers = await TestServers.UseAsync(checkout, cancel);
        // Only now, with the lock of the servers: before it the table may be that of a command that still runs.
        var file = Path.Combine(checkout.Local, "cases.tsv");
        File.Delete(file);
        servers.Environment["WORKERS_CASES_TABLE"] = file;
        var run = new TestRun(checkout, servers.Environment, Journey);
        var reports = await run.RunAsync(TestProject.Choose(checkout, ["Journeys"]), cancel);
        return (reports[0], File.Exists(file) ? CaseRow.Read(file) : []);
    }

    private static void Print(IAnsiConsole console, IReadOnlyList<CaseRow> cases, TestReport report)
    {
        console.Write(Table(cases, console.Profile.Width));
        foreach (var mode in cases.GroupBy(c => c.Mode))
        {
            console.WriteLine(
                $"{mode.Key}: {mode.Count(c => c.Agrees)} of {mode.Count()} agree, "
                + $"greatest difference {mode.Max(c => c.Greatest):0.0e0}, "
                + $"to printed digits {mode.Max(c => c.GreatestPrinted):0.0e0}");
        }
        console.WriteLine(
            $"{cases.Count(c => c.Agrees)} of {cases.Count} cases agree; "
            + $"{cases.Sum(c => c.Files)} files, {cases.Sum(c => c.Rows)} rows, "
            + $"{cases.Sum(c => c.Columns)} columns, {cases.Sum(c => (long)c.Values)} values compared; "
            + $"{report.Failed} failed, {report.Skipped} skipped");
    }

    private static Table Table(IEnumerable<CaseRow> cases, int width)
    {
        RankedColumn<CaseRow>[] columns =
        [
            new("mode", 3, c => c.Mode),
            new("case", 0, c => c.Name) { CanShrink = true },
            new("files", 7, c => $"{c.Files}") { IsNumber = true },
            new("rows", 5, c => $"{c.Rows}") { IsNumber = true },
            new("columns", 6, c => $"{c.Columns}") { IsNumber = true },
            new("values", 4, c => $"{c.Values}") { IsNumber = true },
            new("greatest relative difference", 2, c => $"{c.Greatest:0.0e0}") { IsNumber = true },
            new("to printed digits", 1, c => $"{c.GreatestPrinted:0.0e0}") { IsNumber = true },
            new("seconds", 8, c => $"{c.Seconds:0.00}") { IsNumber = true },
            new("agrees", 0, c => c.Agrees ? "yes" : "NO"),
        ];
        return RankedTable.Create(cases, columns, width);
    }
}
