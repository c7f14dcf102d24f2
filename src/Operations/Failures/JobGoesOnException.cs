namespace Workers.Operations.Failures;

/// <summary>The caller stopped watching a job; the job itself was not stopped.</summary>
/// <param name="job">The job.</param>
/// <param name="systemEnds">The system was started for the command and stops with it.</param>
public sealed class JobGoesOnException(Guid job, bool systemEnds)
    : OperationCanceledException($"job {job} {(systemEnds ? Waits : GoesOn)}")
{
    private const string GoesOn = "goes on";
    private const string Waits = "goes on when the system is started again (workers up)";

    /// <summary>The job.</summary>
    public Guid Job => job;
}
