using Spectre.Console;
using Workers.Contracts;
using Workers.Errors;
using Workers.Operations;
using Workers.Operations.Failures;
using Workers.Operations.Jobs;

namespace Workers.Cli.Printing;

/// <summary>Jobs as tables.</summary>
public static class JobPrinter
{
    /// <summary>A line for each job, not wider than <paramref name="width"/>.</summary>
    public static Table Table(IReadOnlyCollection<JobView> jobs, int width) => Table(jobs, ProgressText.Of, width);

    /// <summary>The same with bars.</summary>
    public static Table LiveTable(IReadOnlyCollection<JobView> jobs, int width) =>
        Table(jobs, ProgressText.BarOf, width);

    private static Table Table(
        IReadOnlyCollection<JobView> jobs,
        Func<JobView, string> progressOf,
        int width)
    {
        var length = ShortIds.LengthFor(jobs.Select(job => $"{job.JobId}"));
        RankedColumn<JobView>[] columns =
        [
            new("job", 0, job => ShortIds.Shorten($"{job.JobId}", length)),
            new("state", 0, job => job.State) { Style = ColourOf },
            new("error", 1, job => job.Error?.Code ?? "") { Style = _ => "red" },
            new("progress", 2, progressOf),
            new("try", 6, job => $"{job.Attempt}") { IsNumber = true },
            new("since (UTC)", 3, job => Amounts.Time(job.StateSince)),
            new("owner", 5, job => job.Owner ?? ""),
            new("description", 4, job => job.Description ?? "") { CanShrink = true },
        ];
        // A column that is empty tells nothing.
        var told = columns.Where(column => column.Rank == 0 || jobs.Any(job => column.Text(job).Length > 0));
        return RankedTable.Create(jobs, told, width);
    }

    /// <summary>A list of jobs, and how many more there are.</summary>
    public static void Print(IAnsiConsole console, JobList list)
    {
        console.Write(Table(list.Jobs, console.Profile.Width));
        console.WriteLine($"{list.Jobs.Count:N0} of {list.Total:N0} jobs");
        if (list.Next is { } next)
            console.WriteLine($"next page: the same command with --after {ShortIds.Shorten($"{next}")}");
    }

    /// <summary>A job with all that is known of it.</summary>
    public static void Print(IAnsiConsole console, JobView job)
    {
        new FactGrid()
            .Add("job", $"{job.JobId}")
            .Add("state", job.Attempt > 1 ? $"{job.State}, try {job.Attempt}" : job.State, ColourOf(job))
            .Add("progress", ProgressText.BarOf(job))
            .Add("description", job.Description)
            .Add("owner", job.Owner)
            .Add("hazard", $"{job.HazardCalculationId}")
            .Add("model", job.RiskModelId)
            .Add("area", job.Area?.GetRawText())
            .Add("imported", CountsOf(job))
            .Add("began (UTC)", Amounts.Time(job.StartedAt))
            .Add("ended (UTC)", job.FinishedAt is { } end ? Amounts.Time(end) : null)
            .Print(console);
        if (job.Timeline is { Count: > 0 } timeline) console.Write(Table(timeline, console.Profile.Width));
        if (job.Error is { } error) console.WriteLine(Failure.From(error).Text, Style.Parse("red"));
        foreach (var warning in job.Warnings) console.WriteLine(Shown.Printable(warning), Style.Parse("yellow"));
    }

    private static Table Table(IEnumerable<TransitionView> timeline, int width)
    {
        RankedColumn<TransitionView>[] columns =
        [
            new("at (UTC)", 0, step => Amounts.Time(step.At)),
            new("from", 2, step => step.From),
            new("to", 0, step => step.To),
            new("seconds", 1, step => step.Seconds is { } s ? $"{s:0.000}" : "") { IsNumber = true },
            new("cause", 3, step => step.Cause) { CanShrink = true },
        ];
        return RankedTable.Create(timeline, columns, width).SimpleBorder();
    }

    private static string? CountsOf(JobView job)
    {
        List<string> counts = [];
        if (job.Assets is { } assets) counts.Add($"{assets:N0} assets");
        if (job.Sites is { } sites) counts.Add($"{sites:N0} sites");
        if (job.Values is { } values) counts.Add($"{values:N0} hazard values");
        if (job.Rows is { } rows) counts.Add($"{rows:N0} rows of results");
        return string.Join(", ", counts);
    }

    private static string ColourOf(JobView job) => job.State switch
    {
        JobState.Completed => "green",
        JobState.Failed or JobState.NeedsAttention => "red",
        JobState.Cancelled => "grey",
        _ => "blue",
    };
}
