using Workers.Operations.Jobs;

namespace Workers.Cli.Printing;

/// <summary>How far a job is, as text.</summary>
public static class ProgressText
{
    private const int BarWidth = 16;

    /// <summary>Percent, and how long it may take.</summary>
    public static string Of(JobView job)
    {
        if (job.IsCompleted) return "100 %";
        if (job.IsResting || job.Progress is not { } progress) return "";
        return $"{100.0 * progress.Done / progress.Total:0} %{LeftOf(progress)}";
    }

    /// <summary>A bar with what is done of what there is, and how long it may take.</summary>
    public static string BarOf(JobView job)
    {
        if (job.IsResting || job.Progress is not { } progress) return Of(job);
        var full = (int)(BarWidth * Math.Clamp((double)progress.Done / progress.Total, 0, 1));
        var bar = new string('█', full) + new string('░', BarWidth - full);
        return $"{bar} {AmountOf(progress)}{LeftOf(progress)}";
    }

    private static string AmountOf(ProgressView progress) => progress.Unit == "bytes"
        ? $"{Amounts.Bytes(progress.Done)} of {Amounts.Bytes(progress.Total)}"
        : $"{progress.Done:N0} of {progress.Total:N0} {progress.Unit}";

    private static string LeftOf(ProgressView progress) => progress.SecondsLeft is { } left
        ? $", {TimeSpan.FromSeconds(Math.Ceiling(left)):g} left"
        : "";
}
