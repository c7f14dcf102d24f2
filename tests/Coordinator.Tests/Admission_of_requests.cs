using System.Text.Json;
using Workers.Contracts;
using Workers.Coordinator.Admission;
using Workers.Errors;
using Workers.Coordinator.Tests.Stages;
using Workers.Support;

namespace Workers.Coordinator.Tests;

/// <summary>Who has enough jobs under way is told so, and may ask again.</summary>
public sealed class Admission_of_requests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static Task<DurableStage> StartAsync(params string[] settings) =>
        DurableStage.StartAsync(TimeProvider.System, SagaStage.UsualTimeouts, settings: settings);

    [Fact]
    public async Task A_refused_request_is_answered_and_leaves_nothing()
    {
        await using var stage = await InMemoryStage.StartAsync(
            TimeProvider.System, SagaStage.UsualTimeouts, new Full());
        var request = Requests.New();
        await stage.PublishAsync(request);

        await stage.SeeAsync<RiskJobRefused>();
        var refused = stage.Seen.OfType<RiskJobRefused>().Single();
        Assert.Equal((request.JobId, "W1010"), (refused.JobId, refused.Error.Code));
        Assert.Null(await stage.JobAsync(request.JobId));
        Assert.Empty(stage.Seen.OfType<RiskJobStateChanged>());
        Assert.Empty(stage.Seen.OfType<ImportHazardRequested>());
    }

    [Fact]
    public async Task A_request_that_is_wrong_is_no_job_under_way_and_becomes_a_failed_one()
    {
        await using var stage = await InMemoryStage.StartAsync(
            TimeProvider.System, SagaStage.UsualTimeouts, new Full());
        var request = Requests.New() with { RiskModelId = "not a hash" };
        await stage.PublishAsync(request);

        var failed = await stage.SeeAsync<RiskJobStateChanged>(x => x.To == JobState.Failed);
        Assert.Equal("W1003", failed.Error!.Code);
    }

    [SkippableFact]
    public async Task Of_many_requests_at_once_as_many_are_admitted_as_are_allowed()
    {
        await using var stage = await StartAsync("--WORKERS_MOST_RUNNING_JOBS=3");
        var requests = Enumerable.Range(0, 12).Select(_ => Requests.New()).ToList();

        await Task.WhenAll(requests.Select(r => stage.PublishAsync(r)));
        await stage.PublishAsync(Requests.New() with { Owner = "ben" });
        await stage.PublishAsync(Requests.New() with { Owner = null });

        await Eventually.TrueAsync(
            () => stage.Seen.Count(x => x is RiskJobRefused or ImportHazardRequested) == 14,
            "not all answered");
        Assert.Equal(3, stage.Seen.OfType<ImportHazardRequested>().Count(x => x.Owner == "ana"));
        Assert.Single(stage.Seen.OfType<ImportHazardRequested>(), x => x.Owner == "ben");
        Assert.Single(stage.Seen.OfType<ImportHazardRequested>(), x => x.Owner is null);
        var error = stage.Seen.OfType<RiskJobRefused>().First().Error;
        Assert.Equal(("W1010", "owner"), (error.Code, error.Where));
        Assert.Equal("3 jobs of owner 'ana' are under way where 3 are allowed.", error.What);
        Assert.Contains("WORKERS_MOST_RUNNING_JOBS", error.Expected, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("plain")]
    [InlineData("envelope")]
    public async Task The_very_same_message_sent_again_is_admitted_when_a_job_has_ended(string door)
    {
        await using var stage = await StartAsync("--WORKERS_MOST_RUNNING_JOBS=1");
        var first = Requests.New();
        var second = Requests.New();
        var id = Guid.NewGuid();
        Task SendAsync() => door == "plain"
            ? Messages_of_a_platform.SendPlainAsync(stage.Broker, JsonSerializer.Serialize(second, Json))
            : stage.PublishAsync(second, id);
        await stage.PublishAsync(first);
        await stage.SeeStateAsync(first.JobId, JobState.ImportingHazard);
        await SendAsync();
        await stage.SeeAsync<RiskJobRefused>(x => x.JobId == second.JobId);
        Assert.Null(await stage.JobAsync(second.JobId));

        await stage.PublishAsync(
            new StepRejected { JobId = first.JobId, Attempt = 1, Error = new JobError { Code = "W5002" } });
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

        var refused = await stage.SeeAsync<RiskJobRefused>();
        Assert.Contains("WORKERS_LIMITS_FILE, owner 'ana'", refused.Error.Expected, StringComparison.Ordinal);
        Assert.Equal("ben", (await stage.SeeAsync<ImportHazardRequested>()).Owner);
        File.Delete(file);
    }

    private sealed class Full : IRunningJobs
    {
        public Task<InputError?> WhyNotOneMoreAsync(
            ImportHazardRequested request,
            Guid messageId,
            CancellationToken cancel) =>
            Task.FromResult<InputError?>(
                RequestErrors.TooManyJobs(1, request.Owner, new Limit(1, "a test")).Error);
    }
}
