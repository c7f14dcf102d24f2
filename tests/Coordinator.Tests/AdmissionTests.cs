using System.Text.Json;
using Workers.Contracts;
using Workers.Coordinator.Admission;
using Workers.Coordinator.Saga;
using Workers.Errors;
using Workers.Coordinator.Tests.Stages;
using Workers.Support;

namespace Workers.Coordinator.Tests;

/// <summary>Who has enough jobs under way is told so, and may ask again.</summary>
public sealed class AdmissionTests
{
    private static readonly StepTimeouts Timeouts = new(TimeSpan.FromMinutes(2), TimeSpan.FromHours(1));
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static Task<DurableStage> StartAsync(params string[] settings) => DurableStage.StartAsync(TimeProvider.System, Timeouts, settings: settings);

    [Fact]
    public async Task A_refused_request_is_answered_and_leaves_nothing()
    {
        await using var stage = await InMemoryStage.StartAsync(TimeProvider.System, Timeouts, new Full());
        var request = Requests.New();
        await stage.PublishAsync(request);

        Assert.Equal((request.JobId, "W1010"), ((await stage.SeeAsync<RiskJobRefused>()).JobId, stage.Seen.OfType<RiskJobRefused>().Single().Error.Code));
        Assert.Null(await stage.JobAsync(request.JobId));
        Assert.Empty(stage.Seen.OfType<RiskJobStateChanged>());
        Assert.Empty(stage.Seen.OfType<ImportHazardRequested>());
    }

    [Fact]
    public async Task A_request_that_is_wrong_is_no_job_under_way_and_becomes_a_failed_one()
    {
        await using var stage = await InMemoryStage.StartAsync(TimeProvider.System, Timeouts, new Full());
        var request = Requests.New() with { RiskModelId = "not a hash" };
        await stage.PublishAsync(request);

        Assert.Equal("W1003", (await stage.SeeAsync<RiskJobStateChanged>(x => x.To == JobState.Failed)).Error!.Code);
    }

    [SkippableFact]
    public async Task Of_many_requests_at_once_as_many_are_admitted_as_are_allowed()
    {
        await using var stage = await StartAsync("--WORKERS_MOST_RUNNING_JOBS=3");
        var requests = Enumerable.Range(0, 12).Select(_ => Requests.New()).ToList();

        await Task.WhenAll(requests.Select(r => stage.PublishAsync(r)));
        await stage.PublishAsync(Requests.New() with { Owner = "ben" });
        await stage.PublishAsync(Requests.New() with { Owner = null });

        await Eventually.TrueAsync(() => Task.FromResult(stage.Seen.Count(x => x is RiskJobRefused or ImportHazardRequested) == 14), () => "not all answered");
        Assert.Equal(3, stage.Seen.OfType<ImportHazardRequested>().Count(x => x.Owner == "ana"));
        Assert.Single(stage.Seen.OfType<ImportHazardRequested>(), x => x.Owner == "ben");
        Assert.Single(stage.Seen.OfType<ImportHazardRequested>(), x => x.Owner is null);
        var error = stage.Seen.OfType<RiskJobRefused>().First().Error;
        Assert.Equal(("W1010", "3 jobs of owner 'ana' are under way where 3 are allowed.", "owner"), (error.Code, error.What, error.Where));
        Assert.Contains("WORKERS_MOST_RUNNING_JOBS", error.Expected, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("plain")]
    [InlineData("envelope")]
    public async Task The_very_same_message_sent_again_is_admitted_when_a_job_has_ended(string door)
    {
        await using var stage = await StartAsync("--WORKERS_MOST_RUNNING_JOBS=1");
        var (first, second, id) = (Requests.New(), Requests.New(), Guid.NewGuid());
        Task SendAsync() => door == "plain" ? PlatformTests.SendPlainAsync(stage.Broker, JsonSerializer.Serialize(second, Json)) : stage.PublishAsync(second, id);
        await stage.PublishAsync(first);
        await stage.SeeStateAsync(first.JobId, JobState.ImportingHazard);
        await SendAsync();
        await stage.SeeAsync<RiskJobRefused>(x => x.JobId == second.JobId);
        Assert.Null(await stage.JobAsync(second.JobId));

        await stage.PublishAsync(new StepRejected { JobId = first.JobId, Attempt = 1, Error = new JobError { Code = "W5002" } });
        await stage.SeeStateAsync(first.JobId, JobState.Failed);
        await SendAsync();

        await stage.SeeStateAsync(second.JobId, JobState.ImportingHazard);
    }

    [SkippableFact]
    public async Task An_owner_may_have_a_limit_of_his_own()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"ana": {"runningJobs": 0}}""");
        await using var stage = await StartAsync($"--WORKERS_LIMITS_FILE={file}");
        await stage.PublishAsync(Requests.New());
        await stage.PublishAsync(Requests.New() with { Owner = "ben" });

        Assert.Contains("WORKERS_LIMITS_FILE, owner 'ana'", (await stage.SeeAsync<RiskJobRefused>()).Error.Expected, StringComparison.Ordinal);
        Assert.Equal("ben", (await stage.SeeAsync<ImportHazardRequested>()).Owner);
        File.Delete(file);
    }

    private sealed class Full : IRunningJobs
    {
        public Task<InputError?> WhyNotOneMoreAsync(ImportHazardRequested request, Guid messageId, CancellationToken cancel) =>
            Task.FromResult<InputError?>(new(ErrorCode.TooManyJobs, "enough"));
    }
}
