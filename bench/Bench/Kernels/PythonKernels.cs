using System.Diagnostics;
using System.Text.Json;
using Workers.Kit;

namespace Workers.Bench.Kernels;

/// <summary>What the baseline came to for one kernel.</summary>
internal sealed record PythonKernel(IReadOnlyList<double> Seconds, double Sum);

/// <summary>Runs bench/baselines/kernels.py with Debian's Python.</summary>
internal static class PythonKernels
{
    private const string Python = "/usr/bin/python3";

    /// <returns>By name of the kernel; or why there is nothing.</returns>
    public static async Task<(IReadOnlyDictionary<string, PythonKernel>? Kernels, string? Missing)> RunAsync(KernelInputs inputs, int repetitions)
    {
        if (!File.Exists(Python)) return (null, "no python3");
        var (probe, _, _) = await RunAsync(["-c", "import numpy, scipy"]);
        if (probe != 0) return (null, "no numpy and scipy (apt-get install python3-scipy)");
        var script = Path.Combine(Checkout.Find().Root, "bench", "baselines", "kernels.py");
        var (exit, output, error) = await RunAsync([script, $"{inputs.Assets}", $"{inputs.Events}", $"{repetitions}"]);
        if (exit != 0) throw new InvalidOperationException($"{script} failed: {error}");
        return (JsonSerializer.Deserialize<Dictionary<string, PythonKernel>>(output, JsonSerializerOptions.Web), null);
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // One thread on either side.
        foreach (var threads in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS" }) start.Environment[threads] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
