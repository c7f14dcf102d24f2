using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workers.Contracts;
using Workers.Storage.Databases.Jobs;

namespace Workers.Coordinator.Admission;

/// <summary>What a door needs to know of a job that is there.</summary>
internal sealed record KnownJob(Guid JobId, int Attempt, string State, string RequestHash, string? Error)
{
    /// <summary>Null if there is none. Nothing is locked: the answer is of now.</summary>
    public static Task<KnownJob?> FindAsync(JobsDb db, Guid job, CancellationToken cancel) => db.Jobs
        .AsNoTracking()
        .Where(x => x.CorrelationId == job)
        .Select(x => new KnownJob(x.CorrelationId, x.Attempt, x.CurrentState, x.RequestHash, x.Error))
        .SingleOrDefaultAsync(cancel);

    /// <summary>The answer to who asks again.</summary>
    public RiskJobStateChanged Told(DateTimeOffset now, string cause) => new()
    {
        JobId = JobId,
        Attempt = Attempt,
        From = State,
        To = State,
        At = now,
        Cause = cause,
        Error = Error is null ? null : JsonSerializer.Deserialize<JobError>(Error, Json.Options),
    };
}
