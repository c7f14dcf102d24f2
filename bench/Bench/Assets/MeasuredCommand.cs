using System.Diagnostics;
using Workers.Bench.Installation;
using Workers.Kit;
using Workers.Operations;

namespace Workers.Bench.Assets;

/// <summary>A command of <c>workers</c> in a process of its own, with what it took.</summary>
/// <param name="Megabytes">Its peak of resident memory.</param>
internal sealed record MeasuredCommand(double Seconds, double Megabytes, string Output)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public static async Task<MeasuredCommand> RunAsync(Connections system, params string[] arguments)
    {
        var assembly = Path.Combine(Path.GetDirectoryName(Checkout.Find().Host("Cli"))!, "workers.dll");
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments, "--json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in system.ToEnvironment()) start.Environment[name] = value;
        var since = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var peak = 0.0;
        // What Linux has noted is gone with the process: it is asked until then.
        while (!process.WaitForExit(Look))
            peak = PeakMemory.TryOf(process.Id) ?? peak;
        var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        return process.ExitCode == 0
            ? new(seconds, peak, await output)
            : throw new InvalidOperationException($"workers {string.Join(' ', arguments)}: {await error}");
    }
}
