using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workers.Contracts;
using Workers.Coordinator.Admission;
using Workers.Errors;
using Workers.Messaging.Steps;
using Workers.Storage.Databases.Jobs;

namespace Workers.Coordinator.Saga;

// What is decided and noted on the way.
public sealed partial class RiskJobSaga
{
    private void Admit(BehaviorContext<RiskJobState, ImportHazardRequested> x)
    {
        var (job, request, now) = (x.Saga, x.Message, _time.GetUtcNow());
        job.Request = RequestCheck.Canonical(request);
        job.RequestHash = RequestCheck.Hash(request);
        job.HazardCalculationId = request.HazardCalculationId;
        job.RiskModelId = request.RiskModelId ?? "";
        job.Owner = request.Owner;
        job.Description = request.Description;
        job.Attempt = 1;
        job.FailedStep = JobState.ImportingHazard;
        job.StartedAt = job.StateSince = now;
        job.JobError = RequestCheck.Problem(request)?.ToContract();
    }

    /// <summary>Whether the owner may have one more job under way; if not, the request is refused as if it had never come, so that it may come again.</summary>
    private async Task<bool> MayRunAsync(BehaviorContext<RiskJobState, ImportHazardRequested> x)
    {
        var jobs = x.GetPayload<IServiceProvider>().GetRequiredService<IRunningJobs>();
        if (await jobs.WhyNotOneMoreAsync(x.Message, x.MessageId!.Value, x.CancellationToken) is not { } error)
            return true;
        _log.LogInformation("{JobId} refused: {Error}", x.Message.JobId, error);
        await RefuseAsync(x, error);
        return false;
    }

    /// <summary>The request is looked at again: what was wrong with it then may be right in a newer version.</summary>
    private static void NextAttempt(BehaviorContext<RiskJobState, RetryRiskJob> x)
    {
        var job = x.Saga;
        job.Attempt++;
        job.JobError = RequestCheck.Problem(job.AsRequested())?.ToContract();
    }

    private static bool StartsAt(RiskJobState job, State step) => job.FailedStep == step.Name;

    private static bool Counts(SagaConsumeContext<RiskJobState> x, int attempt, State step) =>
        attempt == x.Saga.Attempt && (x.Saga.CurrentState == step.Name || x.Saga.FailedStep == step.Name);

    private static void Keep(BehaviorContext<RiskJobState, HazardImported> x)
    {
        var (job, imported) = (x.Saga, x.Message);
        (job.ImportId, job.Sites, job.Values, job.Bytes) = (imported.ImportId, imported.Sites, imported.Values, imported.Bytes);
    }

    private static void Keep(BehaviorContext<RiskJobState, RiskCalcCompleted> x) =>
        (x.Saga.Assets, x.Saga.Warnings) = (x.Message.Assets, [.. x.Message.Warnings]);

    private static void Keep(BehaviorContext<RiskJobState, ResultsExported> x) => x.Saga.Rows = x.Message.Rows;

    private void Keep(BehaviorContext<RiskJobState, StepProgressed> x)
    {
        var (job, sign) = (x.Saga, x.Message);
        // Blocks are told of by whoever calculates them: what is overtaken says nothing new.
        if (job.ProgressStep != sign.Step || job.ProgressTotal != sign.Total || job.ProgressDone < sign.Done)
            (job.ProgressStep, job.ProgressDone, job.ProgressTotal) = (sign.Step, sign.Done, sign.Total);
        job.LastSignOfLife = job.UpdatedAt = _time.GetUtcNow();
    }

    private static void Blame(RiskJobState job, JobError error)
    {
        job.JobError = error;
        if (job.CurrentState != JobState.NeedsAttention)
            job.FailedStep = job.CurrentState;
    }

    /// <summary>Writes the transition into the timeline and tells everybody, in the message's transaction.</summary>
    private Task RecordAsync<T>(BehaviorContext<RiskJobState, T> x, State to) where T : class
    {
        var (job, now) = (x.Saga, _time.GetUtcNow());
        var from = string.IsNullOrEmpty(job.CurrentState) ? Initial.Name : job.CurrentState;
        var rests = JobState.Resting.Contains(to.Name);
        if (to != Failed && to != NeedsAttention)
            job.Error = null;
        job.Timeline.Add(new JobTransitionRow
        {
            JobId = job.CorrelationId,
            Attempt = job.Attempt,
            From = from,
            To = to.Name,
            At = now,
            Cause = Cause(x.Message),
            Seconds = (now - job.StateSince).TotalSeconds,
            Error = job.Error,
        });
        job.StateSince = job.UpdatedAt = now;
        job.FinishedAt = rests && to != NeedsAttention ? now : null;
        if (!rests)
        {
            job.LastSignOfLife = null;
            (job.ProgressStep, job.ProgressDone, job.ProgressTotal) = (null, 0, 0);
        }
        _log.LogInformation("{JobId} attempt {Attempt}: {From} -> {To} by {Cause} {Error}", job.CorrelationId, job.Attempt, from, to.Name, Cause(x.Message), job.Error);
        return x.Publish(Changed(job, from, to.Name, Cause(x.Message)));
    }

    private RiskJobStateChanged Changed(RiskJobState job, string from, string to, string cause) =>
        new() { JobId = job.CorrelationId, Attempt = job.Attempt, From = from, To = to, At = _time.GetUtcNow(), Cause = cause, Error = job.JobError };

    private Task AnswerAsync<T>(BehaviorContext<RiskJobState, T> x) where T : class =>
        x.Publish(Changed(x.Saga, x.Saga.CurrentState, x.Saga.CurrentState, Cause(x.Message)));

    private Task RefuseAsync<T>(BehaviorContext<RiskJobState, T> x, InputError error) where T : class =>
        x.Publish(new RiskJobRefused { JobId = x.Saga.CorrelationId, At = _time.GetUtcNow(), Error = error.ToContract() });

    private Task RefuseAsync(BehaviorContext<RiskJobState, ImportHazardRequested> x) => RefuseAsync(x, RequestCheck.WhyNoJob(x.Message)!);

    private Task RefuseAsync<T>(BehaviorContext<RiskJobState, T> x, string action, string expected) where T : class =>
        RefuseAsync(x, new InputError(ErrorCode.ActionNotPossible, $"job {x.Saga.CorrelationId} is {x.Saga.CurrentState} and cannot be {action}", null, expected));

    private RiskJobRefused Unknown(Guid job) => new()
    {
        JobId = job,
        At = _time.GetUtcNow(),
        Error = new InputError(ErrorCode.UnknownJob, $"there is no job {job}", "jobId", "the id of a job").ToContract(),
    };

    private static bool IsSameRequest(BehaviorContext<RiskJobState, ImportHazardRequested> x) => RequestCheck.Hash(x.Message) == x.Saga.RequestHash;

    private bool IsSilent(BehaviorContext<RiskJobState, DeadlinePassed> x) => _patience.RunsOut(x.Saga) <= _time.GetUtcNow();

    private static DeadlinePassed DeadlineOf<T>(BehaviorContext<RiskJobState, T> x) where T : class =>
        new() { JobId = x.Saga.CorrelationId };

    /// <summary>When the evidence is looked at next: when it would run out, but early enough to see a first sign of life go stale.</summary>
    private TimeSpan NextLook<T>(BehaviorContext<RiskJobState, T> x) where T : class
    {
        var left = _patience.RunsOut(x.Saga) - _time.GetUtcNow();
        return left < _patience.Silence ? (left > TimeSpan.Zero ? left : TimeSpan.Zero) : _patience.Silence;
    }

    private JobError Silence(RiskJobState job) => new()
    {
        Code = "SILENCE",
        What = job.LastSignOfLife is { } sign
            ? $"no sign of life for {(_time.GetUtcNow() - sign).TotalSeconds:F0} s"
            : $"no worker took it for {(_time.GetUtcNow() - job.StateSince).TotalSeconds:F0} s",
        Where = job.CurrentState,
    };

    private static JobError FaultOf<T>(Fault<T> fault, State step) => new()
    {
        Code = "FAULT",
        What = fault.Exceptions?.FirstOrDefault() is { } e ? $"{e.ExceptionType}: {e.Message}" : "the step faulted",
        Where = step.Name,
        Expected = "look at the dead letter; replay it, or retry the job",
    };

    private static DiscardResults Discard(BehaviorContext<RiskJobState, CancelRiskJob> x) => new() { JobId = x.Saga.CorrelationId, Attempt = x.Saga.Attempt };

    /// <summary>Of a job with a wrong block no other is calculated any more.</summary>
    private static DiscardResults StopOthers(BehaviorContext<RiskJobState, StepRejected> x) => new() { JobId = x.Saga.CorrelationId, Attempt = x.Message.Attempt };

    private static string Cause<T>(T message) where T : class => message switch
    {
        CancelRiskJob { By: { } by, Reason: { } reason } => $"{nameof(CancelRiskJob)} by {by}: {reason}",
        CancelRiskJob { By: { } by } => $"{nameof(CancelRiskJob)} by {by}",
        RetryRiskJob { By: { } by } => $"{nameof(RetryRiskJob)} by {by}",
        Fault<ImportHazardRequested> => "Fault of ImportHazardRequested",
        Fault<RunRiskCalc> => "Fault of RunRiskCalc",
        Fault<CalculateBlock> => "Fault of CalculateBlock",
        Fault<MergeBlocks> => "Fault of MergeBlocks",
        Fault<ExportResults> => "Fault of ExportResults",
        _ => typeof(T).Name,
    };
}
