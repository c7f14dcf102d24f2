using Microsoft.EntityFrameworkCore;
using Workers.Contracts;
using Workers.Coordinator.Saga;
using Workers.Errors;
using Workers.Hosting.Limits;
using Workers.Messaging.Inbox;

namespace Workers.Coordinator.Admission;

/// <summary>Knows how many jobs of an owner are under way.</summary>
public interface IRunningJobs
{
    /// <summary>Why the owner may not have one more job under way now; null if he may. Until the message's transaction ends nobody else is told so.</summary>
    Task<InputError?> WhyNotOneMoreAsync(ImportHazardRequested request, Guid messageId, CancellationToken cancel);
}

internal sealed class RunningJobs(CoordinatorDb db, OwnerLimits limits) : IRunningJobs
{
    private static readonly string[] UnderWay = [JobState.ImportingHazard, JobState.Calculating, JobState.ExportingResults];

    public async Task<InputError?> WhyNotOneMoreAsync(ImportHazardRequested request, Guid messageId, CancellationToken cancel)
    {
        var (owner, limit) = (request.Owner, limits.RunningJobs(request.Owner));
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({"running jobs of " + owner}, 0))", cancel);
        var running = await db.Jobs.CountAsync(job => job.Owner == owner && UnderWay.Contains(job.CurrentState), cancel);
        if (running < limit.Most)
            return null;

        // Nothing is kept of a refused request, not even that its message came: sent again under the same id it is a new question.
        await InboxTable.ForgetAsync(db, messageId, cancel);
        var whose = owner is null ? "jobs without an owner" : $"jobs of owner '{owner}'";
        return new InputError(ErrorCode.TooManyJobs, $"{running:N0} {whose} are under way where {limit.Most:N0} are allowed", "owner",
            $"at most {limit.Most:N0} ({limit.Setting}): ask again when one has ended");
    }
}
