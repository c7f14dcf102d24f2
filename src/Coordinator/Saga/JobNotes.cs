using Workers.Contracts;
using Workers.Coordinator.Admission;
using Workers.Messaging.Steps;

namespace Workers.Coordinator.Saga;

/// <summary>What messages say of a job, written into its row.</summary>
internal static class JobNotes
{
    /// <summary>A new job. If the request is wrong, the job has the error.</summary>
    public static void NoteRequest(this RiskJobState job, ExaminedRequest examined, DateTimeOffset now)
    {
        var request = examined.Request;
        job.Request = examined.Text;
        job.RequestHash = examined.Hash;
        job.HazardCalculationId = request.HazardCalculationId;
        job.RiskModelId = request.RiskModelId ?? "";
        job.Owner = request.Owner;
        job.Description = request.Description;
        job.Attempt = 1;
        job.FailedStep = JobSteps.First.State;
        job.StartedAt = now;
        job.StateSince = now;
        job.JobError = RequestCheck.Problem(request)?.ToContract();
    }

    public static void NoteNextAttempt(this RiskJobState job)
    {
        job.Attempt++;
        // What was wrong with the request then may be right in a newer version.
        job.JobError = RequestCheck.Problem(job.AsRequested())?.ToContract();
    }

    public static void NoteImport(this RiskJobState job, HazardImported imported)
    {
        job.ImportId = imported.ImportId;
        job.Sites = imported.Sites;
        job.Values = imported.Values;
        job.Bytes = imported.Bytes;
    }

    public static void NoteCalculation(this RiskJobState job, RiskCalcCompleted calculated)
    {
        job.Assets = calculated.Assets;
        job.Warnings = [.. calculated.Warnings];
    }

    public static void NoteExport(this RiskJobState job, ResultsExported exported) => job.Rows = exported.Rows;

    public static void NoteProgress(this RiskJobState job, StepProgressed sign, DateTimeOffset now)
    {
        job.LastSignOfLife = now;
        job.UpdatedAt = now;
        // Several calculators report the blocks of one job: a report that was overtaken says nothing new.
        var isOfTheSameWork = job.ProgressStep == sign.Step && job.ProgressTotal == sign.Total;
        if (isOfTheSameWork && sign.Done <= job.ProgressDone)
            return;
        job.ProgressStep = sign.Step;
        job.ProgressDone = sign.Done;
        job.ProgressTotal = sign.Total;
    }

    public static void ForgetProgress(this RiskJobState job)
    {
        job.LastSignOfLife = null;
        job.ProgressStep = null;
        job.ProgressDone = 0;
        job.ProgressTotal = 0;
    }

    /// <summary>The error, and the step in which it came up: a retry starts there.</summary>
    public static void NoteError(this RiskJobState job, JobError error)
    {
        job.JobError = error;
        // There the step that failed is noted already: what goes wrong now does not hide it.
        if (job.CurrentState != JobState.NeedsAttention)
            job.FailedStep = job.CurrentState;
    }
}
