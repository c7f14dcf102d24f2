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
    public static Table Table(IReadOnlyCollection<JobView> jobs, int width)
    {
        var length = ShortIds.LengthFor(jobs.Select(job => $"{job.JobId}"));
        RankedColumn<JobView>[] columns =
        [
            new("job", 0, job => ShortIds.Shorten($"{job.JobId}", length)),
            new("state", 0, job => job.State) { Style = ColourOf },
            new("error", 1, job => job.Error?.Code ?? "") { Style = _ => "red" },
            new("progress", 2, ProgressOf),
            new("try", 6, job => $"{job.Attempt}") { IsNumber = true },
            new("since (UTC)", 3, job => Time(job.StateSince)),
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
        if (list.More > 0)
            console.WriteLine($"{list.Jobs.Count:N0} of {list.Total:N0} jobs; more with --limit {list.Total}");
    }

    /// <summary>A job with all that is known of it.</summary>
    public static void Print(IAnsiConsole console, JobView job)
    {
        var facts = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Add("job", $"{job.JobId}");
        Add("state", job.Attempt > 1 ? $"{job.State}, try {job.Attempt}" : job.State, ColourOf(job));
        Add("progress", ProgressOf(job));
        Add("description", job.Description);
        Add("owner", job.Owner);
        Add("hazard", $"{job.HazardCalculationId}");
        Add("model", job.RiskModelId);
        Add("area", job.Area);
        Add("imported", CountsOf(job));
        Add("began (UTC)", Time(job.StartedAt));
        Add("ended (UTC)", job.FinishedAt is { } end ? Time(end) : null);
        console.Write(facts);
        if (job.Timeline is { Count: > 0 } timeline) console.Write(Table(timeline, console.Profile.Width));
        if (job.Error is { } error) console.WriteLine(Failure.From(error).Text, Style.Parse("red"));
        foreach (var warning in job.Warnings) console.WriteLine(Shown.Printable(warning), Style.Parse("yellow"));

        void Add(string name, string? value, string? colour = null)
        {
            if (string.IsNullOrEmpty(value)) return;
            var style = colour is null ? Style.Plain : Style.Parse(colour);
            facts.AddRow(new Text(name, Style.Parse("grey")), new Text(Shown.Printable(value), style));
        }
    }

    private static Table Table(IEnumerable<TransitionView> timeline, int width)
    {
        RankedColumn<TransitionView>[] columns =
        [
            new("at (UTC)", 0, step => Time(step.At)),
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
