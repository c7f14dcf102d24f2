using Spectre.Console;
using Workers.Contracts;

namespace Workers.Cli.Jobs;

/// <summary>Jobs as tables.</summary>
public static class JobPrinter
{
    public static Table Table(IEnumerable<JobView> jobs)
    {
        var table = new Table().RoundedBorder().AddColumn("job", c => c.NoWrap()).AddColumn("state", c => c.NoWrap())
            .AddColumns("progress", "attempt", "since (UTC)", "description");
        foreach (var job in jobs)
            table.AddRow(job.JobId.ToString(), StateOf(job), Progress(job), $"{job.Attempt}", Time(job.StateSince), Markup.Escape(job.Description ?? ""));
        return table;
    }

    public static void Print(IAnsiConsole console, JobView job)
    {
        console.Write(Table([job]));
        if (job.Timeline is { Count: > 0 } timeline)
        {
            var table = new Table().SimpleBorder().AddColumns("at (UTC)", "from", "to", "seconds", "cause");
            foreach (var step in timeline)
                table.AddRow(Time(step.At), step.From, step.To, step.Seconds is { } s ? $"{s:0.000}" : "", Markup.Escape(step.Cause));
            console.Write(table);
        }
        if (job.Error is { } error) console.MarkupLineInterpolated($"[red]{Text(error)}[/]");
        foreach (var warning in job.Warnings) console.MarkupLineInterpolated($"[yellow]{warning}[/]");
    }

    public static string Text(JobError error) =>
        $"{error.Code}: {error.What}" + (error.Where is null ? "" : $"\n  where: {error.Where}") + (error.Expected is null ? "" : $"\n  right: {error.Expected}");

    private static string StateOf(JobView job) => job.State switch
    {
        JobState.Completed => "[green]Completed[/]",
        JobState.Failed => "[red]Failed[/]",
        JobState.NeedsAttention => "[red]NeedsAttention[/]",
        JobState.Cancelled => "[grey]Cancelled[/]",
        var state => $"[blue]{state}[/]",
    };

    private static string Progress(JobView job) =>
        job.IsCompleted ? "100 %" : job is { IsResting: false, Progress: { } p }
            ? $"{100.0 * p.Done / p.Total:0} %" + (p.SecondsLeft is { } left ? $", {TimeSpan.FromSeconds(Math.Ceiling(left)):g} left" : "") : "";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss");
}
