using Spectre.Console;
using Workers.Cli.Printing;
using Workers.Contracts;
using Workers.Operations.Jobs;

namespace Workers.Cli.Tests.Printing;

public class Jobs_on_a_terminal
{
    private static readonly JobView Job = new()
    {
        JobId = Guid.Parse("0123abcd-0000-0000-0000-000000000000"),
        State = JobState.NeedsAttention,
        Attempt = 3,
        Description = "all of the country, with\na \e[31mred\e[0m line and much to say about it",
        Owner = "somebody-with-a-name",
        HazardCalculationId = Guid.Parse("89abcdef-0000-0000-0000-000000000000"),
        RiskModelId = new string('7', 64),
        Area = null,
        Sites = 12,
        Values = 3400,
        Assets = 567,
        Rows = null,
        ImportId = null,
        Progress = null,
        Error = new JobError { Code = "W5002", What = "No \e]0;x\a here." },
        Warnings = ["a \e[2Jwarning"],
        StartedAt = DateTimeOffset.UnixEpoch,
        StateSince = DateTimeOffset.UnixEpoch,
        FinishedAt = null,
        Timeline =
        [
            new("ImportingHazard", "Calculating", DateTimeOffset.UnixEpoch, 1, "HazardImported", 1.5, null),
            new("Calculating", "NeedsAttention", DateTimeOffset.UnixEpoch, 1, new string('x', 200), 1.5, null),
        ],
    };

    [Theory]
    [InlineData(60), InlineData(80)]
    public void A_list_fits_the_terminal_with_the_first_characters_of_ids(int width)
    {
        var other = Job with { JobId = Guid.Parse("ffffabcd-0000-0000-0000-000000000000"), Error = null };
        var text = Printed(width, console => JobPrinter.Print(console, new JobList([Job, other], 70, Job.JobId)));

        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, width));
        Assert.Contains(" 0123abcd ", text);
        Assert.Contains("NeedsAttention", text);
        Assert.Contains("W5002", text);
        Assert.Contains("2 of 70 jobs", text);
        Assert.Contains("--after 0123abcd", text);
    }

    [Fact]
    public void Ids_that_begin_alike_are_shown_as_long_as_they_differ()
    {
        var other = Job with { JobId = Guid.Parse("0123abcd-0001-0000-0000-000000000000") };
        var text = Printed(80, console => JobPrinter.Print(console, new JobList([Job, other], 2, null)));

        Assert.Contains(" 0123abcd-0000 ", text);
        Assert.Contains(" 0123abcd-0001 ", text);
    }

    [Fact]
    public void A_job_under_way_shows_a_bar_with_what_is_done_and_what_is_left()
    {
        var progress = new ProgressView("import-hazard", 1_500_000, 3_000_000, "bytes", 61);
        var running = Job with { State = JobState.ImportingHazard, Error = null, Progress = progress };
        var text = Printed(80, console => console.Write(JobPrinter.LiveTable([running], 80)));

        Assert.Contains("████████░░░░░░░░ 1.5 MB of 3.0 MB, 0:01:01 left", text);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void A_job_shows_whole_ids_counts_and_error_within_80_columns_and_nothing_that_steers_the_terminal()
    {
        var text = Printed(80, console => JobPrinter.Print(console, Job));

        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains($"{Job.HazardCalculationId}", text);
        Assert.Contains(Job.RiskModelId, text);
        Assert.Contains("567 assets", text);
        Assert.Contains("W5002", text);
        Assert.DoesNotContain('\e', text);
        Assert.DoesNotContain('\a', text);
    }

    private static string Printed(int width, Action<IAnsiConsole> print)
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = width;
        print(console);
        return text.ToString();
    }
}
