using Workers.Contracts;
using Workers.Coordinator.Saga;
using Workers.Coordinator.Tests.Stages;
using Workers.Support;

namespace Workers.Coordinator.Tests.Saga;

/// <summary>What people do to jobs.</summary>
public abstract class ActionsOnAStage(Func<TimeProvider, StepTimeouts, Task<SagaStage>> start) : SagaOnAStage(start)
{
    [SkippableFact]
    public async Task A_cancelled_job_is_fenced_everywhere_and_stays_cancelled()
    {
        await using var stage = await StartAsync();
        var request = await CalculatingAsync(stage);
        await stage.PublishAsync(new CancelRiskJob { JobId = request.JobId, By = "ana", Reason = "wrong model" });
        var cancelled = await stage.SeeAsync<RiskJobStateChanged>(x => x.To == JobState.Cancelled);
        Assert.Equal("CancelRiskJob by ana: wrong model", cancelled.Cause);
        await Eventually.TrueAsync(
            () => stage.Seen.OfType<DiscardResults>().Count() == 2,
            "not discarded in both databases");

        await stage.PublishAsync(new RiskCalcCompleted { JobId = request.JobId, Attempt = 1 });
        await stage.PublishAsync(new CancelRiskJob { JobId = request.JobId });
        await stage.SeeAsync<RiskJobStateChanged>(x => x is { From: JobState.Cancelled, To: JobState.Cancelled });
        await stage.PublishAsync(new RetryRiskJob { JobId = request.JobId });

        Assert.Equal("W1009", (await stage.SeeAsync<RiskJobRefused>()).Error.Code);
        Assert.Equal(JobState.Cancelled, (await stage.JobAsync(request.JobId))!.CurrentState);
    }

    [SkippableFact]
    public async Task Actions_on_unknown_jobs_and_on_jobs_under_way_are_refused()
    {
        await using var stage = await StartAsync();
        var nobody = Guid.NewGuid();
        await stage.PublishAsync(new CancelRiskJob { JobId = nobody });
        var unknown = await stage.SeeAsync<RiskJobRefused>();
        Assert.Equal(("W1006", nobody), (unknown.Error.Code, unknown.JobId));

        var request = await CalculatingAsync(stage);
        await stage.PublishAsync(new RetryRiskJob { JobId = request.JobId });
        var refused = await stage.SeeAsync<RiskJobRefused>(x => x.JobId == request.JobId);
        Assert.Equal("W1009", refused.Error.Code);
    }
}

public sealed class Actions_in_memory() : ActionsOnAStage(InMemory);

public sealed class Actions_on_PostgreSQL_and_RabbitMQ() : ActionsOnAStage(OnServers);
