using Workers.Contracts;
using Workers.Errors;
using Workers.Operations.Jobs;

namespace Workers.Operations.Tests.Jobs;

public class Actions_on_jobs
{
    private static readonly Guid Job = Guid.NewGuid();

    [Theory]
    [InlineData(JobState.Failed), InlineData(JobState.Completed)]
    public void A_job_that_failed_or_completed_cannot_be_cancelled(string state)
    {
        var error = Assert.Throws<InputException>(() => JobActions.RequireCancellable(Job, state)).Error;

        Assert.Equal(RequestErrors.CannotCancel(Job, state).Error, error);
    }

    [Theory]
    [InlineData(JobState.ImportingHazard), InlineData(JobState.NeedsAttention), InlineData(JobState.Cancelled)]
    public void Others_can(string state) => JobActions.RequireCancellable(Job, state);

    [Theory]
    [InlineData(JobState.Calculating), InlineData(JobState.Completed), InlineData(JobState.Cancelled)]
    public void A_job_that_did_not_fail_cannot_be_tried_again(string state)
    {
        var error = Assert.Throws<InputException>(() => JobActions.RequireRetryable(Job, state)).Error;

        Assert.Equal(RequestErrors.CannotRetry(Job, state).Error, error);
    }
}
