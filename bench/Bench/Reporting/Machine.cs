using System.Globalization;
using System.Runtime.InteropServices;

namespace Workers.Bench.Reporting;

/// <summary>Where it was measured.</summary>
internal static class Machine
{
    public static string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} processors ({Cpu()}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20:N0} MB, {RuntimeInformation.FrameworkDescription}");

    /// <summary>Runnable processes of the last minute, ours and others'.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";

    private static string Cpu() => !File.Exists("/proc/cpuinfo") ? "?" :
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "?";
}
