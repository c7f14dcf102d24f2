using Workers.Contracts;
using Workers.Coordinator.Saga;
using Workers.Coordinator.Tests.Stages;
using Workers.Support;

namespace Workers.Coordinator.Tests.Saga;

/// <summary>When a calculation is cut in blocks.</summary>
public abstract class BlocksOnAStage(Func<TimeProvider, StepTimeouts, Task<SagaStage>> start) : SagaOnAStage(start)
{
    [SkippableFact]
    public async Task A_faulted_block_or_merge_needs_attention_and_the_end_of_the_calculation_resumes_the_job()
    {
        await using var stage = await StartAsync();
        var one = await CalculatingAsync(stage);
        var other = await CalculatingAsync(stage);
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
        await stage.PublishAsync(new StepRejected
        {
            JobId = request.JobId,
            Attempt = 1,
            Step = "calculate-block",
            Error = new JobError { Code = "W5002" },
        });

        var discard = await stage.SeeAsync<DiscardResults>();
        Assert.Equal((request.JobId, 1), (discard.JobId, discard.Attempt));
        await stage.SeeStateAsync(request.JobId, JobState.Failed);
    }

    [SkippableFact]
    public async Task Progress_that_was_overtaken_is_a_sign_of_life_but_not_a_step_back()
    {
        await using var stage = await StartAsync();
        var request = await CalculatingAsync(stage);
        await stage.PublishAsync(Progress(request, 5));
        await SeeProgressAsync(stage, request, 5);
        Time.Advance(TimeSpan.FromMinutes(1));
        await stage.PublishAsync(Progress(request, 4));
        await Eventually.TrueAsync(
            // A database keeps microseconds.
            async () => Time.GetUtcNow() - (await JobAsync(stage, request)).LastSignOfLife < TimeSpan.FromSeconds(1),
            () => "no sign of life");
        Assert.Equal(5, (await JobAsync(stage, request)).ProgressDone);
    }

    [SkippableFact]
    public async Task Blocks_that_wait_for_their_turn_are_not_silent()
    {
        await using var stage = await StartAsync();
        var request = await CalculatingAsync(stage);
        await stage.PublishAsync(Progress(request, 1));
        await SeeProgressAsync(stage, request, 1);
        Time.Advance(TimeSpan.FromMinutes(30));
        await stage.PublishAsync(new DeadlinePassed { JobId = request.JobId });
        await stage.PublishAsync(Progress(request, 2));
        await SeeProgressAsync(stage, request, 2);
        Assert.Equal(JobState.Calculating, (await JobAsync(stage, request)).CurrentState);
    }

    private static async Task<RiskJobState> JobAsync(SagaStage stage, ImportHazardRequested request) =>
        (await stage.JobAsync(request.JobId))!;

    private static Task SeeProgressAsync(SagaStage stage, ImportHazardRequested request, int done) =>
        Eventually.TrueAsync(
            async () => (await JobAsync(stage, request)).ProgressDone == done,
            () => "no progress");

    private static StepProgressed Progress(ImportHazardRequested request, int done) =>
        new() { JobId = request.JobId, Attempt = 1, Step = "calculate-block", Done = done, Total = 9 };
}

public sealed class Blocks_in_memory() : BlocksOnAStage(InMemory);

public sealed class Blocks_on_PostgreSQL_and_RabbitMQ() : BlocksOnAStage(OnServers);
