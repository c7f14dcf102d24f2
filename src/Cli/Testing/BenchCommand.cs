using System.ComponentModel;
using System.Diagnostics;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Local;

namespace Workers.Cli.Testing;

[Description("Measure: every line a ratio against a named baseline of the same run. Wants the machine for itself.")]
public sealed class BenchCommand : AsyncCommand<BenchCommand.BenchSettings>
{
    public sealed class BenchSettings : Settings
    {
        [CommandArgument(0, "[NAMES]")]
        [Description("Benchmarks: import, clip, kernels, job, overhead, whole, calculators, fairness, growth; all if none is named.")]
        public string[] Names { get; init; } = [];

        [CommandOption("--quick")]
        [Description("Smaller inputs and fewer repetitions.")]
        public bool Quick { get; init; }

        [CommandOption("--full")]
        [Description("The largest inputs too, a thousand million values: takes many minutes and 10 GB of disk.")]
        public bool Full { get; init; }

        [CommandOption("--report")]
        [Description("Measure nothing: write docs/performance.md from the last figures of each benchmark.")]
        public bool Report { get; init; }
    }

    public override async Task<int> ExecuteAsync(CommandContext context, BenchSettings settings, CancellationToken cancellationToken)
    {
        var checkout = Checkout.Find();
        if (!File.Exists(checkout.Bench)) throw new UnavailableException("the benchmarks are not built: use ./workers bench");
        if (settings.Report) return await RunAsync(checkout, settings, [], cancellationToken);
        await using var servers = await TestServers.UseAsync(checkout, cancellationToken, durable: true);
        await DebianPackages.TryAsync("python3-scipy", "/usr/lib/python3/dist-packages/scipy/__init__.py", cancellationToken);
        return await RunAsync(checkout, settings, servers.Environment, cancellationToken);
    }

    private static async Task<int> RunAsync(Checkout checkout, BenchSettings settings, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var given = new[] { ("--quick", settings.Quick), ("--full", settings.Full), ("--report", settings.Report), ("--json", settings.Json) };
        var start = new ProcessStartInfo("dotnet", [checkout.Bench, .. settings.Names, .. given.Where(o => o.Item2).Select(o => o.Item1)]);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var bench = Process.Start(start)!;
        try
        {
            await bench.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            bench.Kill();
            throw;
        }
        return bench.ExitCode;
    }
}
