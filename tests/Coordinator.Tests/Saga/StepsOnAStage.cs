using Workers.Contracts;
using Workers.Coordinator.Saga;
using Workers.Coordinator.Tests.Stages;

namespace Workers.Coordinator.Tests.Saga;

/// <summary>How a job goes from step to step and from attempt to attempt.</summary>
public abstract class StepsOnAStage(Func<TimeProvider, StepTimeouts, Task<SagaStage>> start) : SagaOnAStage(start)
{
    [SkippableFact]
    public async Task A_job_goes_through_its_three_steps()
    {
        await using var stage = await StartAsync();
        var request = Requests.New();
        var import = Guid.NewGuid();

        await stage.PublishAsync(request);
        var asked = await stage.SeeAsync<ImportHazardRequested>();
        Assert.Equal((request.JobId, 1, request.RiskModelId), (asked.JobId, asked.Attempt, asked.RiskModelId));
        await stage.PublishAsync(new HazardImported
        {
            JobId = request.JobId,
            Attempt = 1,
            ImportId = import,
            Sites = 7,
            Values = 21,
            Bytes = 84,
        });
        Assert.Equal(import, (await stage.SeeAsync<RunRiskCalc>()).ImportId);
        await stage.PublishAsync(new RiskCalcCompleted
        {
            JobId = request.JobId,
            Attempt = 1,
            Assets = 3,
            Warnings = ["one asset left out"],
        });
        Assert.Equal(import, (await stage.SeeAsync<ExportResults>()).ImportId);
        await stage.PublishAsync(new ResultsExported { JobId = request.JobId, Attempt = 1, Rows = 9 });
        await stage.SeeAsync<RiskJobStateChanged>(x => x.To == JobState.Completed);

        string[] expected =
        [
            "Initial -> ImportingHazard",
            "ImportingHazard -> Calculating",
            "Calculating -> ExportingResults",
            "ExportingResults -> Completed",
        ];
        Assert.Equal(expected, stage.StatesOf(request.JobId));
        Assert.Equal(expected, await stage.TimelineAsync(request.JobId));
        var job = (await stage.JobAsync(request.JobId))!;
        Assert.Equal((7, 21L, 84L, 3, 9L), (job.Sites, job.Values, job.Bytes, job.Assets, job.Rows));
        Assert.Equal(["one asset left out"], job.Warnings);
        Assert.Equal(("ana", "a small job"), (job.Owner, job.Description));
        Assert.Equal(request.HazardCalculationId, job.HazardCalculationId);
        Assert.NotNull(job.FinishedAt);
    }

    [SkippableFact]
    public async Task A_rejected_step_fails_the_job_and_a_retry_starts_there_with_a_new_attempt()
    {
        await using var stage = await StartAsync();
        var request = await CalculatingAsync(stage);
        await stage.PublishAsync(Rejected(request, attempt: 1));
        var failed = await stage.SeeAsync<RiskJobStateChanged>(x => x.To == JobState.Failed);
        Assert.Equal("W5002", failed.Error!.Code);

        await stage.PublishAsync(new RetryRiskJob { JobId = request.JobId, By = "ops" });

        Assert.Equal(2, (await stage.SeeAsync<RunRiskCalc>(x => x.Attempt == 2)).Attempt);
        await stage.SeeStateAsync(request.JobId, JobState.Calculating);
        var job = (await stage.JobAsync(request.JobId))!;
        Assert.Equal((2, null, null), (job.Attempt, job.Error, job.FinishedAt));
        Assert.Contains(
            stage.Seen.OfType<RiskJobStateChanged>(),
            x => x is { From: JobState.Failed, To: JobState.Calculating, Cause: "RetryRiskJob by ops" });
    }

    [SkippableFact]
    public async Task Events_of_an_older_attempt_are_ignored()
    {
        await using var stage = await StartAsync();
        var request = await CalculatingAsync(stage);
        await stage.PublishAsync(Rejected(request, attempt: 1));
        await stage.SeeStateAsync(request.JobId, JobState.Failed);
        await stage.PublishAsync(new RetryRiskJob { JobId = request.JobId });
        await stage.SeeAsync<RunRiskCalc>(x => x.Attempt == 2);

        await stage.PublishAsync(new RiskCalcCompleted { JobId = request.JobId, Attempt = 1 });
        await stage.PublishAsync(Rejected(request, attempt: 1));
        await stage.PublishAsync(new RiskCalcCompleted { JobId = request.JobId, Attempt = 2 });

        Assert.Equal(2, (await stage.SeeAsync<ExportResults>()).Attempt);
    }

    private static StepRejected Rejected(ImportHazardRequested request, int attempt) => new()
    {
        JobId = request.JobId,
        Attempt = attempt,
        Step = "run-risk-calc",
        Error = new JobError { Code = "W5002", What = "no PGA" },
    };
}

public sealed class Steps_in_memory() : StepsOnAStage(InMemory);

public sealed class Steps_on_PostgreSQL_and_RabbitMQ() : StepsOnAStage(OnServers);
