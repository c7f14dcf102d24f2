using Microsoft.EntityFrameworkCore;
using Workers.Contracts;
using Workers.Errors;
using Workers.Hosting.Limits;
using Workers.Messaging.Inbox;
using Workers.Storage.Databases.Jobs;

namespace Workers.Coordinator.Admission;

/// <summary>Knows how many jobs of an owner are under way.</summary>
public interface IRunningJobs
{
    /// <summary>
    /// Why the owner may not have one more job under way now; null if one more is allowed.
    /// Until the message's transaction ends nobody else is told so.
    /// </summary>
    Task<InputError?> WhyNotOneMoreAsync(ImportHazardRequested request, Guid messageId, CancellationToken cancel);
}

internal sealed class RunningJobs(JobsDb db, OwnerLimits limits) : IRunningJobs
{
    private static readonly string[] UnderWay = [.. JobState.UnderWay];

    public async Task<InputError?> WhyNotOneMoreAsync(
        ImportHazardRequested request,
        Guid messageId,
        CancellationToken cancel)
    {
        var owner = request.Owner;
        // Two requests of an owner at the same time must not both find room. The lock ends with the transaction.
        await LockAsync(owner, cancel);
        var running = await db.Jobs.CountAsync(
            job => job.Owner == owner && UnderWay.Contains(job.CurrentState),
            cancel);
        var limit = limits.RunningJobs(owner);
        if (running < limit.Most)
            return null;

        // Nothing is kept of a refused request, not even that its message came: sent again it is a new question.
        await InboxTable.ForgetAsync(db, messageId, cancel);
        return RequestErrors.TooManyJobs(running, owner, limit).Error;
    }

    /// <summary>Requests of one owner are counted one after the other; held until the transaction ends.</summary>
    private async Task LockAsync(string? owner, CancellationToken cancel)
    {
        var key = "running jobs of " + owner;
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({key}, 0))", cancel);
    }
}
