using System.Diagnostics;
using Workers.Kit.Processes;

namespace Workers.Kit.Testing;

/// <summary>Runs test projects side by side, then those that want to be alone.</summary>
public sealed class TestRun(Checkout checkout, IReadOnlyDictionary<string, string> environment, string? filter)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private readonly string _results = Path.Combine(checkout.Local, "test", "results");

    public async Task<IReadOnlyList<TestReport>> RunAsync(IReadOnlyList<TestProject> projects, CancellationToken cancel)
    {
        if (Directory.Exists(_results)) Directory.Delete(_results, recursive: true);
        Directory.CreateDirectory(_results);
        var reports = new List<TestReport>();
        var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, 4), CancellationToken = cancel };
        await Parallel.ForEachAsync(projects.Where(p => !p.Alone), sideBySide, RunAndTellAsync);
        foreach (var project in projects.Where(p => p.Alone)) await RunAndTellAsync(project, cancel);
        return [.. reports.OrderBy(r => r.Project, StringComparer.Ordinal)];

        async ValueTask RunAndTellAsync(TestProject project, CancellationToken stop)
        {
            var report = await RunAsync(project, stop);
            lock (reports)
            {
                reports.Add(report);
                TestPrinter.PrintProject(report, Console.Error);
            }
        }
    }

    private async Task<TestReport> RunAsync(TestProject project, CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        string[] chosen = filter is null ? [] : ["--filter", filter];
        string output;
        try
        {
            var run = await ExternalProgram.TryAsync("dotnet",
                ["test", project.Assembly, "--logger", $"trx;LogFileName={project.Name}.trx", "--results-directory", _results, .. chosen],
                limit.Token, [.. environment.Select(v => (v.Key, v.Value))]);
            output = run.Output + run.Error;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return TestReport.Broken(project.Name, $"did not end within {Patience.TotalMinutes:0} minutes", Seconds(since));
        }
        await File.WriteAllTextAsync(Path.Combine(_results, $"{project.Name}.log"), output, cancel);
        return Read(project, output, Seconds(since));
    }

    private TestReport Read(TestProject project, string output, double seconds)
    {
        var file = Path.Combine(_results, $"{project.Name}.trx");
        var report = File.Exists(file) ? TestReport.Read(project.Name, file, seconds) : null;
        // The runner ends well without a report only if there was no test to run.
        if (output.Contains("Test Run Aborted", StringComparison.Ordinal) || output.Contains("test host process crashed", StringComparison.OrdinalIgnoreCase))
            return TestReport.Sum(project.Name, [report ?? TestReport.Broken(project.Name, "", 0) with { Failed = 0, Failures = [] }, TestReport.Broken(project.Name, Tail(output), seconds)]);
        return report ?? (output.Contains("No test", StringComparison.Ordinal)
            ? new(project.Name, 0, 0, 0, seconds, [], [])
            : TestReport.Broken(project.Name, Tail(output), seconds));
    }

    private static double Seconds(long since) => Stopwatch.GetElapsedTime(since).TotalSeconds;

    private static string Tail(string output) => string.Join('\n', output.Split('\n').TakeLast(30));
}
