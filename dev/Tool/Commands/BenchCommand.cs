using System.ComponentModel;
using System.Diagnostics;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Kit;
using Workers.Kit.Benchmarks;
using Workers.Kit.Servers;
using Workers.Kit.Testing;
using Workers.Operations;

namespace Workers.Tool.Commands;

[Description("Measure: every line a ratio against a named baseline of the same run. Wants the machine for itself.")]
public sealed class BenchCommand : SettingsCommand<BenchCommand.BenchSettings>
{
    public sealed class BenchSettings : Settings
    {
        [CommandArgument(0, "[NAMES]")]
        [Description($"Benchmarks: {Benchmark.List}; all if none is named.")]
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

        /// <summary>As the program of the benchmarks reads them.</summary>
        public IEnumerable<string> Arguments
        {
            get
            {
                foreach (var name in Names) yield return name;
                if (Quick) yield return "--quick";
                if (Full) yield return "--full";
                if (Report) yield return "--report";
                if (Json) yield return "--json";
            }
        }
    }

    protected override async Task<int> RunAsync(BenchSettings settings, CancellationToken cancel)
    {
        var checkout = Checkout.Find();
        if (!File.Exists(checkout.Bench))
            throw new UnavailableException("the benchmarks are not built: use ./workers bench");
        if (settings.Report) return await StartAsync(checkout, settings, [], cancel);
        await using var servers = await TestServers.UseAsync(checkout, cancel, durable: true);
        await DebianPackages.TryScipyAsync(cancel);
        return await StartAsync(checkout, settings, servers.Environment, cancel);
    }

    private static async Task<int> StartAsync(
        Checkout checkout,
        BenchSettings settings,
        Dictionary<string, string> environment,
        CancellationToken cancel)
    {
        var start = new ProcessStartInfo("dotnet", [checkout.Bench, .. settings.Arguments]);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var bench = Process.Start(start)!;
        try
        {
            await bench.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            bench.Kill();
            throw;
        }
        return bench.ExitCode;
    }
}
