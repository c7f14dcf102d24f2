using MassTransit;
using Microsoft.Extensions.Time.Testing;
using Workers.Contracts;
using Workers.Coordinator.Saga;
using Workers.Tests.Coordinator.Stages;
using Workers.Tests.Support;

namespace Workers.Tests.Coordinator;

/// <summary>What the saga does, on whatever it is hosted: every store and transport must pass.</summary>
public abstract class SagaCompliance
{
    private static readonly Patience Patience = new(Silence: TimeSpan.FromMinutes(2), Queue: TimeSpan.FromHours(1));

    protected FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    protected abstract Task<SagaStage> StartAsync(TimeProvider time, Patience patience);

    private Task<SagaStage> StartAsync() => StartAsync(Time, Patience);

    [SkippableFact]
    public async Task A_job_goes_through_its_three_steps()
    {
        await using var stage = await StartAsync();
        var request = Requests.New();
        var import = Guid.NewGuid();

        await stage.PublishAsync(request);
        var asked = await stage.SeeAsync<ImportHazardRequested>();
        Assert.Equal((request.JobId, 1, request.RiskModelId), (asked.JobId, asked.Attempt, asked.RiskModelId));
        await stage.PublishAsync(new HazardImported { JobId = request.JobId, Attempt = 1, ImportId = import, Sites = 7, Values = 21, Bytes = 84 });
        Assert.Equal(import, (await stage.SeeAsync<RunRiskCalc>()).ImportId);
        await stage.PublishAsync(new RiskCalcCompleted { JobId = request.JobId, Attempt = 1, Assets = 3, Warnings = ["one asset left out"] });
        Assert.Equal(import, (await stage.SeeAsync<ExportResults>()).ImportId);
        await stage.PublishAsync(new ResultsExported { JobId = request.JobId, Attempt = 1, Rows = 9 });
        await stage.SeeAsync<RiskJobStateChanged>(x => x.To == JobState.Completed);

        string[] expected = ["Initial -> ImportingHazard", "ImportingHazard -> Calculating", "Calculating -> ExportingResults", "ExportingResults -> Completed"];
        Assert.Equal(expected, stage.StatesOf(request.JobId));
        Assert.Equal(expected, await stage.TimelineAsync(request.JobId));
        var job = (await stage.JobAsync(request.JobId))!;
        Assert.Equal((7, 21L, 84L, 3, 9L), (job.Sites, job.Values, job.Bytes, job.Assets, job.Rows));
        Assert.Equal(["one asset left out"], job.Warnings);
        Assert.Equal(("ana", "a small job", request.HazardCalculationId), (job.Owner, job.Description, job.HazardCalculationId));
        Assert.NotNull(job.FinishedAt);
    }

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

    [SkippableFact]
    public async Task A_rejected_step_fails_the_job_and_a_retry_starts_there_with_a_new_attempt()
    {
        await using var stage = await StartAsync();
        var request = await CalculatingAsync(stage);
        await stage.PublishAsync(new StepRejected { JobId = request.JobId, Attempt = 1, Step = "run-risk-calc", Error = new JobError { Code = "W5002", What = "no PGA" } });
        Assert.Equal("W5002", (await stage.SeeAsync<RiskJobStateChanged>(x => x.To == JobState.Failed)).Error!.Code);

        await stage.PublishAsync(new RetryRiskJob { JobId = request.JobId, By = "ops" });

        Assert.Equal(2, (await stage.SeeAsync<RunRiskCalc>(x => x.Attempt == 2)).Attempt);
        await stage.SeeStateAsync(request.JobId, JobState.Calculating);
        var job = (await stage.JobAsync(request.JobId))!;
        Assert.Equal((2, null, null), (job.Attempt, job.Error, job.FinishedAt));
        Assert.Contains(stage.Seen.OfType<RiskJobStateChanged>(), x => x is { From: JobState.Failed, To: JobState.Calculating, Cause: "RetryRiskJob by ops" });
    }

    [SkippableFact]
    public async Task Events_of_an_older_attempt_are_ignored()
    {
        await using var stage = await StartAsync();
        var request = await CalculatingAsync(stage);
        await stage.PublishAsync(new StepRejected { JobId = request.JobId, Attempt = 1, Error = new JobError { Code = "W5002" } });
        await stage.SeeStateAsync(request.JobId, JobState.Failed);
        await stage.PublishAsync(new RetryRiskJob { JobId = request.JobId });
        await stage.SeeAsync<RunRiskCalc>(x => x.Attempt == 2);

        await stage.PublishAsync(new RiskCalcCompleted { JobId = request.JobId, Attempt = 1 });
        await stage.PublishAsync(new StepRejected { JobId = request.JobId, Attempt = 1, Error = new JobError { Code = "W5002" } });
        await stage.PublishAsync(new RiskCalcCompleted { JobId = request.JobId, Attempt = 2 });

        Assert.Equal(2, (await stage.SeeAsync<ExportResults>()).Attempt);
    }

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
    public async Task A_cancelled_job_is_fenced_everywhere_and_stays_cancelled()
    {
        await using var stage = await StartAsync();
        var request = await CalculatingAsync(stage);
        await stage.PublishAsync(new CancelRiskJob { JobId = request.JobId, By = "ana", Reason = "wrong model" });
        var cancelled = await stage.SeeAsync<RiskJobStateChanged>(x => x.To == JobState.Cancelled);
        Assert.Equal("CancelRiskJob by ana: wrong model", cancelled.Cause);
        await Eventually.TrueAsync(() => Task.FromResult(stage.Seen.OfType<DiscardResults>().Count() == 2), () => "not discarded in both databases");

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
        Assert.Equal(("W1006", nobody), ((await stage.SeeAsync<RiskJobRefused>()).Error.Code, stage.Seen.OfType<RiskJobRefused>().First().JobId));

        var request = await CalculatingAsync(stage);
        await stage.PublishAsync(new RetryRiskJob { JobId = request.JobId });
        Assert.Equal("W1009", (await stage.SeeAsync<RiskJobRefused>(x => x.JobId == request.JobId)).Error.Code);
    }

    [SkippableFact]
    public async Task A_silent_step_needs_attention_but_a_slow_one_does_not()
    {
        await using var stage = await StartAsync();
        var request = await CalculatingAsync(stage);
        var deadline = new DeadlinePassed { JobId = request.JobId };

        Time.Advance(TimeSpan.FromMinutes(30));                 // in the queue: nobody has taken it yet
        await stage.PublishAsync(deadline);
        await stage.PublishAsync(new StepProgressed { JobId = request.JobId, Attempt = 1, Step = "run-risk-calc", Done = 1, Total = 2 });
        await Eventually.TrueAsync(async () => (await stage.JobAsync(request.JobId))!.ProgressTotal == 2, () => "no progress");
        Time.Advance(TimeSpan.FromMinutes(1));
        await stage.PublishAsync(deadline);
        await stage.PublishAsync(new StepProgressed { JobId = request.JobId, Attempt = 1, Step = "run-risk-calc", Done = 1, Total = 3 });
        await Eventually.TrueAsync(async () => (await stage.JobAsync(request.JobId))!.ProgressTotal == 3, () => "no progress");
        Assert.Equal(JobState.Calculating, (await stage.JobAsync(request.JobId))!.CurrentState);

        Time.Advance(TimeSpan.FromMinutes(3));
        await stage.PublishAsync(deadline);

        var stuck = await stage.SeeAsync<RiskJobStateChanged>(x => x.To == JobState.NeedsAttention);
        Assert.Equal(("SILENCE", "no sign of life for 180 s"), (stuck.Error!.Code, stuck.Error.What));
    }

    [SkippableFact]
    public async Task A_step_that_nobody_takes_needs_attention_by_itself()
    {
        await using var stage = await StartAsync(TimeProvider.System, new Patience(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));
        var request = Requests.New();
        await stage.PublishAsync(request);

        var stuck = await stage.SeeAsync<RiskJobStateChanged>(x => x.To == JobState.NeedsAttention);
        Assert.Equal(("SILENCE", "DeadlinePassed"), (stuck.Error!.Code, stuck.Cause));
        Assert.StartsWith("no worker took it", stuck.Error.What, StringComparison.Ordinal);
    }

    private static async Task<ImportHazardRequested> CalculatingAsync(SagaStage stage)
    {
        var request = Requests.New();
        await stage.PublishAsync(request);
        await stage.SeeAsync<ImportHazardRequested>(x => x.JobId == request.JobId);
        await stage.PublishAsync(new HazardImported { JobId = request.JobId, Attempt = 1, ImportId = Guid.NewGuid() });
        await stage.SeeAsync<RunRiskCalc>(x => x.JobId == request.JobId);
        return request;
    }

    private static Task FaultAsync<T>(SagaStage stage, T message) where T : class => stage.PublishAsync<Fault<T>>(new FaultOf<T> { Message = message });

    private sealed class FaultOf<T> : Fault<T>
    {
        public required T Message { get; init; }
        public Guid FaultId { get; } = NewId.NextGuid();
        public Guid? FaultedMessageId { get; } = NewId.NextGuid();
        public DateTime Timestamp { get; } = DateTime.UnixEpoch;
        public ExceptionInfo[] Exceptions { get; } = [];
        public HostInfo Host => MassTransit.Metadata.HostMetadataCache.Host;
        public string[] FaultMessageTypes { get; } = [];
    }
}

public sealed class In_memory : SagaCompliance
{
    protected override Task<SagaStage> StartAsync(TimeProvider time, Patience patience) => InMemoryStage.StartAsync(time, patience);
}

public sealed class On_PostgreSQL_and_RabbitMQ : SagaCompliance
{
    protected override async Task<SagaStage> StartAsync(TimeProvider time, Patience patience) => await DurableStage.StartAsync(time, patience);
}
