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
        [Description("Benchmarks, such as import, job, kernels; all if none is named.")]
        public string[] Names { get; init; } = [];

        [CommandOption("--quick")]
        [Description("Smaller inputs and fewer repetitions.")]
        public bool Quick { get; init; }
    }

    public override async Task<int> ExecuteAsync(CommandContext context, BenchSettings settings, CancellationToken cancellationToken)
    {
        var checkout = Checkout.Find();
        if (!File.Exists(checkout.Bench)) throw new UnavailableException("the benchmarks are not built: use ./workers bench");
        await using var servers = await TestServers.UseAsync(checkout, cancellationToken);
        await DebianPackages.TryAsync("python3-scipy", "/usr/lib/python3/dist-packages/scipy/__init__.py", cancellationToken);
        var start = new ProcessStartInfo("dotnet",
            [checkout.Bench, .. settings.Names, .. settings.Quick ? ["--quick"] : Array.Empty<string>(), .. settings.Json ? ["--json"] : Array.Empty<string>()]);
        foreach (var (name, value) in servers.Environment) start.Environment[name] = value;
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
