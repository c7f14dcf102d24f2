using MassTransit;
using Workers.Contracts;
using Workers.Coordinator.Saga;
using Workers.Coordinator.Tests.Stages;
using Workers.Support;

namespace Workers.Coordinator.Tests.Saga;

/// <summary>How jobs are asked for: once, twice, at once, wrongly.</summary>
public abstract class RequestsOnAStage(Func<TimeProvider, StepTimeouts, Task<SagaStage>> start) : SagaOnAStage(start)
{
    [SkippableFact]
    public async Task The_same_request_again_is_answered_with_the_state_and_starts_nothing()
    {
        await using var stage = await StartAsync();
        var request = Requests.New();
        await stage.PublishAsync(request);
        await stage.SeeStateAsync(request.JobId, JobState.ImportingHazard);

        await stage.PublishAsync(request with { Attempt = 5 });

        var answer = await stage.SeeAsync<RiskJobStateChanged>(x => x.From == x.To);
        Assert.Equal(JobState.ImportingHazard, answer.To);
        Assert.Equal(["Initial -> ImportingHazard"], await stage.TimelineAsync(request.JobId));
        Assert.Single(stage.Seen.OfType<ImportHazardRequested>());
    }

    [SkippableFact]
    public async Task Another_request_with_the_same_id_is_refused()
    {
        await using var stage = await StartAsync();
        var request = Requests.New();
        await stage.PublishAsync(request);
        await stage.SeeStateAsync(request.JobId, JobState.ImportingHazard);

        await stage.PublishAsync(request with { Owner = "ben" });

        Assert.Equal("W1008", (await stage.SeeAsync<RiskJobRefused>()).Error.Code);
        Assert.Equal("ana", (await stage.JobAsync(request.JobId))!.Owner);
    }

    [SkippableFact]
    public async Task A_message_delivered_twice_counts_once()
    {
        await using var stage = await StartAsync();
        var request = Requests.New();
        var id = NewId.NextGuid();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => stage.PublishAsync(request, id)));
        await stage.SeeAsync<ImportHazardRequested>();
        await stage.PublishAsync(new HazardImported { JobId = request.JobId, Attempt = 1, ImportId = Guid.NewGuid() });
        await stage.SeeAsync<RunRiskCalc>();
        // Told on another queue.
        await stage.SeeAsync<RiskJobStateChanged>(x => x.To == JobState.Calculating);

        Assert.Equal(["Initial -> ImportingHazard", "ImportingHazard -> Calculating"], stage.StatesOf(request.JobId));
    }

    [SkippableFact]
    public async Task One_job_asked_for_many_times_at_once_is_admitted_once()
    {
        await using var stage = await StartAsync();
        var request = Requests.New();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => stage.PublishAsync(request)));

        await Eventually.TrueAsync(() => stage.StatesOf(request.JobId).Count() == 10, "not all answered");
        Assert.Single(stage.StatesOf(request.JobId), "Initial -> ImportingHazard");
        Assert.Single(stage.Seen.OfType<ImportHazardRequested>());
        Assert.Equal(["Initial -> ImportingHazard"], await stage.TimelineAsync(request.JobId));
    }

    [SkippableFact]
    public async Task Requests_without_an_id_are_refused_and_leave_no_job()
    {
        await using var stage = await StartAsync();
        await stage.PublishAsync(Requests.New(Guid.Empty));

        var refused = await stage.SeeAsync<RiskJobRefused>();
        Assert.Equal(("W1003", "jobId"), (refused.Error.Code, refused.Error.Where));
        Assert.Null(await stage.JobAsync(Guid.Empty));
    }

    [SkippableFact]
    public async Task A_request_that_is_wrong_becomes_a_failed_job_that_people_see()
    {
        await using var stage = await StartAsync();
        var request = Requests.New() with { RiskModelId = "not a hash" };
        await stage.PublishAsync(request);

        var failed = await stage.SeeAsync<RiskJobStateChanged>();
        Assert.Equal((JobState.Failed, "W1003", "riskModelId"), (failed.To, failed.Error!.Code, failed.Error.Where));
        Assert.Equal(JobState.Failed, (await stage.JobAsync(request.JobId))!.CurrentState);
        Assert.Empty(stage.Seen.OfType<ImportHazardRequested>());
    }
}

public sealed class Requests_in_memory() : RequestsOnAStage(InMemory);

public sealed class Requests_on_PostgreSQL_and_RabbitMQ() : RequestsOnAStage(OnServers);
