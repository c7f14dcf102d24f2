using Spectre.Console;
using Workers.Contracts;
using Workers.Operations.Failures;
using Workers.Operations.Jobs;

namespace Workers.Cli.Printing;

/// <summary>Jobs as tables.</summary>
public static class JobPrinter
{
    public static Table Table(IEnumerable<JobView> jobs)
    {
        var table = new Table()
            .RoundedBorder()
            .AddColumn("job", c => c.NoWrap())
            .AddColumn("state", c => c.NoWrap())
            .AddColumns("progress", "attempt", "since (UTC)", "description");
        foreach (var job in jobs)
        {
            table.AddRow(
                job.JobId.ToString(),
                StateOf(job),
                ProgressOf(job),
                $"{job.Attempt}",
                Time(job.StateSince),
                Markup.Escape(job.Description ?? ""));
        }
        return table;
    }

    public static void Print(IAnsiConsole console, JobView job)
    {
        console.Write(Table([job]));
        if (job.Timeline is { Count: > 0 } timeline) console.Write(Table(timeline));
        if (job.Error is { } error) console.MarkupLineInterpolated($"[red]{Failure.From(error).Text}[/]");
        foreach (var warning in job.Warnings) console.MarkupLineInterpolated($"[yellow]{warning}[/]");
    }

    private static Table Table(IEnumerable<TransitionView> timeline)
    {
        var table = new Table().SimpleBorder().AddColumns("at (UTC)", "from", "to", "seconds", "cause");
        foreach (var step in timeline)
        {
            var seconds = step.Seconds is { } s ? $"{s:0.000}" : "";
            table.AddRow(Time(step.At), step.From, step.To, seconds, Markup.Escape(step.Cause));
        }
        return table;
    }

    private static string StateOf(JobView job) => job.State switch
    {
        JobState.Completed => "[green]Completed[/]",
        JobState.Failed => "[red]Failed[/]",
        JobState.NeedsAttention => "[red]NeedsAttention[/]",
        JobState.Cancelled => "[grey]Cancelled[/]",
        var state => $"[blue]{state}[/]",
    };

    private static string ProgressOf(JobView job)
    {
        if (job.IsCompleted) return "100 %";
        if (job.IsResting || job.Progress is not { } progress) return "";
        var percent = $"{100.0 * progress.Done / progress.Total:0} %";
        return progress.SecondsLeft is { } left
            ? $"{percent}, {TimeSpan.FromSeconds(Math.Ceiling(left)):g} left"
            : percent;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss");
}
