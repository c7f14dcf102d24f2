using Workers.Contracts;
using Workers.Coordinator.Saga;
using Workers.Coordinator.Tests.Stages;
using Workers.Support;

namespace Workers.Coordinator.Tests.Saga;

/// <summary>When a calculation is cut in blocks.</summary>
public abstract class BlockCompliance(Func<TimeProvider, StepTimeouts, Task<SagaStage>> start) : SagaCompliance(start)
{
    [SkippableFact]
    public async Task A_faulted_block_or_merge_needs_attention_and_the_end_of_the_calculation_resumes_the_job()
    {
        await using var stage = await StartAsync();
        var (one, other) = (await CalculatingAsync(stage), await CalculatingAsync(stage));
        await FaultAsync(stage, new CalculateBlock { JobId = one.JobId, Attempt = 1, Block = 7 });
        await FaultAsync(stage, new MergeBlocks { JobId = other.JobId, Attempt = 1 });
        await stage.SeeStateAsync(one.JobId, JobState.NeedsAttention);
        await stage.SeeStateAsync(other.JobId, JobState.NeedsAttention);

        await stage.PublishAsync(new RiskCalcCompleted { JobId = one.JobId, Attempt = 1 });
        await stage.SeeStateAsync(one.JobId, JobState.ExportingResults);
    }

    [SkippableFact]
    public async Task A_rejected_block_fails_the_job_and_stops_the_others()
    {
        await using var stage = await StartAsync();
        var request = await CalculatingAsync(stage);
        await stage.PublishAsync(new StepRejected { JobId = request.JobId, Attempt = 1, Step = "calculate-block", Error = new JobError { Code = "W5002" } });

        Assert.Equal((request.JobId, 1), (await stage.SeeAsync<DiscardResults>()) is { } discard ? (discard.JobId, discard.Attempt) : default);
        await stage.SeeStateAsync(request.JobId, JobState.Failed);
    }

    [SkippableFact]
    public async Task Progress_that_was_overtaken_is_a_sign_of_life_but_not_a_step_back()
    {
        await using var stage = await StartAsync();
        var request = await CalculatingAsync(stage);
        await stage.PublishAsync(Progress(request, 5));
        await Eventually.TrueAsync(async () => (await stage.JobAsync(request.JobId))!.ProgressDone == 5, () => "no progress");
        Time.Advance(TimeSpan.FromMinutes(1));
        await stage.PublishAsync(Progress(request, 4));
        // A database keeps microseconds.
        await Eventually.TrueAsync(async () => Time.GetUtcNow() - (await stage.JobAsync(request.JobId))!.LastSignOfLife < TimeSpan.FromSeconds(1), () => "no sign of life");
        Assert.Equal(5, (await stage.JobAsync(request.JobId))!.ProgressDone);
    }

    [SkippableFact]
    public async Task Blocks_that_wait_for_their_turn_are_not_silent()
    {
        await using var stage = await StartAsync();
        var request = await CalculatingAsync(stage);
        await stage.PublishAsync(Progress(request, 1));
        await Eventually.TrueAsync(async () => (await stage.JobAsync(request.JobId))!.ProgressDone == 1, () => "no progress");
        Time.Advance(TimeSpan.FromMinutes(30));
        await stage.PublishAsync(new DeadlinePassed { JobId = request.JobId });
        await stage.PublishAsync(Progress(request, 2));
        await Eventually.TrueAsync(async () => (await stage.JobAsync(request.JobId))!.ProgressDone == 2, () => "no progress");
        Assert.Equal(JobState.Calculating, (await stage.JobAsync(request.JobId))!.CurrentState);
    }

    private static StepProgressed Progress(ImportHazardRequested request, int done) =>
        new() { JobId = request.JobId, Attempt = 1, Step = "calculate-block", Done = done, Total = 9 };
}

public sealed class Blocks_in_memory() : BlockCompliance(InMemory);

public sealed class Blocks_on_PostgreSQL_and_RabbitMQ() : BlockCompliance(OnServers);
