using System.Globalization;
using System.Runtime.InteropServices;

namespace Workers.Bench.Reporting;

/// <summary>Where it was measured.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var processors = Environment.ProcessorCount;
        var megabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{processors} processors ({Cpu()}), {megabytes:N0} MB, {RuntimeInformation.FrameworkDescription}");
    }

    /// <summary>Runnable processes of the last minute, ours and others'.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";

    private static string Cpu()
    {
        if (!File.Exists("/proc/cpuinfo")) return "?";
        var lines = File.ReadLines("/proc/cpuinfo");
        var model = lines.FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return model?.Split(':')[1].Trim() ?? "?";
    }
}
