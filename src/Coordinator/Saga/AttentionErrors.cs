using MassTransit;
using Workers.Contracts;
using Workers.Errors;
using Workers.Messaging.Steps;

namespace Workers.Coordinator.Saga;

/// <summary>Errors of jobs that need attention.</summary>
internal static class AttentionErrors
{
    public static JobError Fault<T>(Fault<T> fault, string step) => new()
    {
        Code = AttentionCode.Fault,
        What = fault.Exceptions?.FirstOrDefault() is { } e ? Reason(e) : "the step faulted",
        Where = step,
        Expected = "look at the dead letter; replay it, or retry the job",
    };

    public static JobError DeadLetter(LetterTaken letter, RiskJobState job) => new()
    {
        Code = AttentionCode.Fault,
        What = Shown.Printable(letter.What),
        Where = job.FailedStep,
        Expected = $"dead letter {letter.LetterId}: replay it, or retry the job",
    };

    /// <summary>The innermost: the outer ones say only that something went wrong.</summary>
    private static string Reason(ExceptionInfo e)
    {
        while (e.InnerException is { } inner)
            e = inner;
        return JobErrors.Clip(Shown.Printable($"{e.ExceptionType}: {e.Message}"))!;
    }

    public static JobError Silence(RiskJobState job, DateTimeOffset now) => new()
    {
        Code = AttentionCode.Silence,
        What = job.LastSignOfLife is { } sign
            ? $"no sign of life for {(now - sign).TotalSeconds:F0} s"
            : $"no worker took it for {(now - job.StateSince).TotalSeconds:F0} s",
        Where = job.CurrentState,
    };
}
