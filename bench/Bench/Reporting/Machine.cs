using System.Runtime.InteropServices;

namespace Workers.Bench.Reporting;

/// <summary>Where it was measured.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{Environment.ProcessorCount} processors ({Cpu()}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20:N0} MB, {RuntimeInformation.FrameworkDescription}, load {Load()}";

    private static string Cpu() => !File.Exists("/proc/cpuinfo") ? "?" :
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "?";

    private static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "?";
}
