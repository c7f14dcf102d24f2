using Workers.Contracts;
using Workers.Errors;
using Workers.Operations.Jobs;
using Workers.Storage.Databases.Jobs;

namespace Workers.Operations.Tests.Databases;

public sealed class Jobs_that_people_look_for(OperatedSystem system) : IClassFixture<OperatedSystem>, IAsyncLifetime
{
    private const string First = "11111111-0000-0000-0000-000000000001";
    private const string Second = "11111111-0000-0000-0000-000000000002";
    private const string Third = "22222222-0000-0000-0000-000000000003";
    private const string Newest = "33333333-0000-0000-0000-000000000004";
    private static readonly Guid Hazard = Guid.Parse("0abcdef0-0000-0000-0000-000000000000");

    private static readonly RiskJobRow[] Jobs = [.. AllJobs()];

    public async Task InitializeAsync()
    {
        if (system.Client is null) return;
        if ((await system.Client.Jobs.ListAsync(new JobFilter(), default)).Total == 0) await system.AddAsync(Jobs);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [SkippableTheory]
    [InlineData("2", Third), InlineData("22222222-0000", Third), InlineData("latest", Newest)]
    [InlineData(First, First), InlineData("1111111100000000000000000000000", null)]
    public async Task A_job_is_named_by_the_beginning_of_its_id_or_as_the_latest(string text, string? job)
    {
        var jobs = system.Open().Jobs;

        if (job is not null) Assert.Equal(Guid.Parse(job), await jobs.ResolveAsync(text, default));
        else Assert.Equal(ErrorCode.AmbiguousId, (await RefusedAsync(jobs, text)).Code);
    }

    [SkippableFact]
    public async Task A_beginning_of_several_ids_is_refused_with_their_names()
    {
        var error = await RefusedAsync(system.Open().Jobs, "11111111");

        Assert.Equal(ErrorCode.AmbiguousId, error.Code);
        Assert.Contains(First, error.Expected);
        Assert.Contains(Second, error.Expected);
    }

    [SkippableFact]
    public async Task A_beginning_of_no_id_is_an_unknown_job() =>
        Assert.Equal(ErrorCode.UnknownJob, (await RefusedAsync(system.Open().Jobs, "4444")).Code);

    public static TheoryData<string, JobFilter, string[]> Filters() => new()
    {
        { "nothing", new JobFilter(), [Newest, Third, Second, First] },
        { "state", new JobFilter { State = JobState.Failed }, [Third] },
        { "owner", new JobFilter { Owner = "ana" }, [Third, First] },
        { "text", new JobFilter { Text = "100%_of" }, [Second] },
        { "since", new JobFilter { Since = Jobs[2].StartedAt }, [Newest, Third] },
        { "until", new JobFilter { Until = Jobs[2].StartedAt }, [Second, First] },
        { "hazard", new JobFilter { Hazard = "0ABC" }, [First] },
        { "model", new JobFilter { Model = "FEED" }, [Second] },
        { "error", new JobFilter { Error = "w5002" }, [Third] },
        { "both", new JobFilter { Owner = "ana", Error = "W5001" }, [] },
    };

    [SkippableTheory]
    [MemberData(nameof(Filters))]
    public async Task Jobs_are_found_by(string what, JobFilter filter, string[] ids)
    {
        var found = await system.Open().Jobs.ListAsync(filter, default);

        Assert.Equal(ids, found.Jobs.Select(job => $"{job.JobId}"));
        Assert.Equal((ids.Length, null), (found.Total, found.Next));
        Assert.NotEmpty(what);
    }

    [SkippableTheory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public async Task Pages_show_every_job_once_although_two_began_at_the_same_instant(int limit)
    {
        var jobs = system.Open().Jobs;
        var seen = new List<string>();
        JobList page;
        var filter = new JobFilter { Limit = limit };
        do
        {
            page = await jobs.ListAsync(filter, default);
            Assert.Equal(4, page.Total);
            seen.AddRange(page.Jobs.Select(job => $"{job.JobId}"));
            filter = filter with { After = page.Next };
        }
        while (page.Next is not null);

        Assert.Equal([Newest, Third, Second, First], seen);
    }

    [SkippableFact]
    public async Task A_page_after_no_job_is_refused()
    {
        var filter = new JobFilter { After = Guid.NewGuid() };
        var error = await Assert.ThrowsAsync<InputException>(() => system.Open().Jobs.ListAsync(filter, default));

        Assert.Equal(ErrorCode.UnknownJob, error.Error.Code);
    }

    private static async Task<InputError> RefusedAsync(JobOperations jobs, string text) =>
        (await Assert.ThrowsAsync<InputException>(() => jobs.ResolveAsync(text, default))).Error;

    private static IEnumerable<RiskJobRow> AllJobs()
    {
        var first = OperatedSystem.Job(First, minutesAgo: 30);
        first.Owner = "ana";
        first.HazardCalculationId = Hazard;
        yield return first;
        var second = OperatedSystem.Job(Second, minutesAgo: 30);
        second.Description = "90 to 100%_OF the town";
        second.RiskModelId = "feed" + new string('0', 60);
        yield return second;
        var third = OperatedSystem.Job(Third, minutesAgo: 20, JobState.Failed);
        third.Owner = "ana";
        third.Description = "100 of";
        third.Error = """{"code":"W5002","what":"No."}""";
        yield return third;
        yield return OperatedSystem.Job(Newest, minutesAgo: 10);
    }
}
