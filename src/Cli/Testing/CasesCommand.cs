using System.ComponentModel;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Local;

namespace Workers.Cli.Testing;

[Description("Run every case that the OpenQuake engine has answered through the whole chain, and print how far the results are from the engine's.")]
public sealed class CasesCommand : AsyncCommand<Settings>
{
    private const string Journey = "The_whole_chain_answers_as_the_engine";

    /// <summary>One case, as the journey reports it.</summary>
    private sealed record CaseRow(
        string Name,
        string Mode,
        int Files,
        int Rows,
        int Columns,
        int Values,
        double Greatest,
        double GreatestPrinted,
        double Seconds,
        bool Agrees);

    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        var checkout = Checkout.Find();
        var table = Path.Combine(checkout.Local, "cases.tsv");
        File.Delete(table);
        TestReport report;
        await using (var servers = await TestServers.UseAsync(checkout, cancellationToken))
        {
            servers.Environment["WORKERS_CASES_TABLE"] = table;
            report = (await new TestRun(checkout, servers.Environment, Journey).RunAsync(TestProject.Choose(checkout, ["Journeys"]), cancellationToken))[0];
        }
        var rows = File.Exists(table) ? File.ReadLines(table).Select(Parse).OrderBy(r => r.Mode, StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.Ordinal).ToList() : [];
        new Output(settings.Json).Answer(new { report.Passed, report.Failed, report.Skipped, cases = rows }, console => Print(console, rows, report));
        return report.Failed == 0 && rows.Count > 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private static CaseRow Parse(string line)
    {
        var f = line.Split('\t');
        return new(
            f[0], f[1], Whole(f[2]), Whole(f[3]), Whole(f[4]), Whole(f[5]), Number(f[6]), Number(f[7]), Number(f[8]), f[9] == "0");
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static void Print(IAnsiConsole console, List<CaseRow> rows, TestReport report)
    {
        var table = new Table().RoundedBorder().AddColumns(
            "mode", "case", "files", "rows", "columns", "values", "greatest relative difference", "to printed digits", "seconds", "agrees");
        foreach (var r in rows)
            table.AddRow(
                r.Mode, r.Name, $"{r.Files}", $"{r.Rows}", $"{r.Columns}", $"{r.Values}", $"{r.Greatest:0.0e0}", $"{r.GreatestPrinted:0.0e0}",
                $"{r.Seconds:0.00}", r.Agrees ? "yes" : "NO");
        console.Write(table);
        foreach (var mode in rows.GroupBy(r => r.Mode))
            console.WriteLine(
                $"{mode.Key}: {mode.Count(r => r.Agrees)} of {mode.Count()} agree, greatest difference {mode.Max(r => r.Greatest):0.0e0}, " +
                $"to printed digits {mode.Max(r => r.GreatestPrinted):0.0e0}");
        console.WriteLine(
            $"{rows.Count(r => r.Agrees)} of {rows.Count} cases agree; {rows.Sum(r => r.Files)} files, {rows.Sum(r => r.Rows)} rows, " +
            $"{rows.Sum(r => r.Columns)} columns, {rows.Sum(r => (long)r.Values)} values compared; " +
            $"{report.Failed} failed, {report.Skipped} skipped");
    }
}
