using Workers.Contracts;
using Workers.Coordinator.Saga;
using Workers.Coordinator.Tests.Stages;
using Workers.Support;

namespace Workers.Coordinator.Tests.Saga;

/// <summary>When a step faults or is silent.</summary>
public abstract class AttentionOnAStage(Func<TimeProvider, StepTimeouts, Task<SagaStage>> start)
    : SagaOnAStage(start)
{
    [SkippableFact]
    public async Task A_faulted_step_needs_attention_and_its_late_success_resumes_the_job()
    {
        await using var stage = await StartAsync();
        var request = await CalculatingAsync(stage);
        await FaultAsync(stage, new RunRiskCalc { JobId = request.JobId, Attempt = 1 });
        var stuck = await stage.SeeAsync<RiskJobStateChanged>(x => x.To == JobState.NeedsAttention);
        Assert.Equal(("FAULT", JobState.Calculating), (stuck.Error!.Code, stuck.Error.Where));

        await stage.PublishAsync(new RiskCalcCompleted { JobId = request.JobId, Attempt = 1 });

        await stage.SeeAsync<ExportResults>();
        await stage.SeeStateAsync(request.JobId, JobState.ExportingResults);
        Assert.Null((await stage.JobAsync(request.JobId))!.Error);
    }

    [SkippableFact]
    public async Task A_silent_step_needs_attention_but_a_slow_one_does_not()
    {
        await using var stage = await StartAsync();
        var request = await CalculatingAsync(stage);
        var deadline = new DeadlinePassed { JobId = request.JobId };

        // In the queue: nobody has taken it yet.
        Time.Advance(TimeSpan.FromMinutes(30));
        await stage.PublishAsync(deadline);
        await ProgressAsync(stage, request, total: 2);
        Time.Advance(TimeSpan.FromMinutes(1));
        await stage.PublishAsync(deadline);
        await ProgressAsync(stage, request, total: 3);
        Assert.Equal(JobState.Calculating, (await stage.JobAsync(request.JobId))!.CurrentState);

        Time.Advance(TimeSpan.FromMinutes(3));
        await stage.PublishAsync(deadline);

        var stuck = await stage.SeeAsync<RiskJobStateChanged>(x => x.To == JobState.NeedsAttention);
        Assert.Equal(("SILENCE", "no sign of life for 180 s"), (stuck.Error!.Code, stuck.Error.What));
    }

    [SkippableFact]
    public async Task A_step_that_nobody_takes_needs_attention_by_itself()
    {
        await using var stage = await StartAsync(
            TimeProvider.System, new StepTimeouts(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));
        var request = Requests.New();
        await stage.PublishAsync(request);

        var stuck = await stage.SeeAsync<RiskJobStateChanged>(x => x.To == JobState.NeedsAttention);
        Assert.Equal(("SILENCE", "DeadlinePassed"), (stuck.Error!.Code, stuck.Cause));
        Assert.StartsWith("no worker took it", stuck.Error.What, StringComparison.Ordinal);
    }

    private static async Task ProgressAsync(SagaStage stage, ImportHazardRequested request, int total)
    {
        await stage.PublishAsync(new StepProgressed
        {
            JobId = request.JobId,
            Attempt = 1,
            Step = "run-risk-calc",
            Done = 1,
            Total = total,
        });
        await Eventually.TrueAsync(
            async () => (await stage.JobAsync(request.JobId))!.ProgressTotal == total,
            () => "no progress");
    }
}

public sealed class Attention_in_memory() : AttentionOnAStage(InMemory);

public sealed class Attention_on_PostgreSQL_and_RabbitMQ() : AttentionOnAStage(OnServers);
