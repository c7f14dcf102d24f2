using Workers.Contracts;
using Workers.Faults.Load;
using Workers.Operations;
using Workers.Operations.Jobs;

namespace Workers.Faults.Checks;

/// <summary>What must be true of every job that was accepted.</summary>
internal sealed class JobChecks(SystemClient client, StateDiagram diagram)
{
    public async Task<IReadOnlyList<Violation>> CheckAsync(
        IEnumerable<AskedJob> jobs,
        CancellationToken cancel)
    {
        var violations = new List<Violation>();
        foreach (var job in jobs) violations.AddRange(await CheckAsync(job, cancel));
        return violations;
    }

    private async Task<IReadOnlyList<Violation>> CheckAsync(AskedJob asked, CancellationToken cancel)
    {
        if (await client.Jobs.FindAsync(asked.Id, cancel) is not { } job)
            return [new("I1", $"{asked.Id} was accepted and is nowhere")];
        Violation?[] found =
        [
            job.IsResting ? null : new("I1", $"{job.JobId} is {job.State} for ever"),
            IsExpected(asked, job.State) ? null : new("I1", $"{job.JobId} ended as {job.State}: {job.Error}"),
            .. Timeline(job),
            await ResultsAsync(asked, job, cancel),
        ];
        return [.. found.OfType<Violation>()];
    }

    /// <summary>All inputs are right, so all jobs complete; those that somebody wanted cancelled may be so.</summary>
    private static bool IsExpected(AskedJob asked, string state) =>
        state == JobState.Completed || (state == JobState.Cancelled && asked.IsCancelled);

    private IEnumerable<Violation> Timeline(JobView job)
    {
        var at = "Initial";
        foreach (var step in job.Timeline!)
        {
            if (step.From != at) yield return new("I3", $"{job.JobId} was {at}, then left {step.From}");
            if (!diagram.Has(step.From, step.To)) yield return new("I3", $"{job.JobId}: {step.From} to {step.To}");
            if (at is JobState.Completed or JobState.Cancelled)
                yield return new("I2", $"{job.JobId} went on after {at}");
            at = step.To;
        }
        if (at != job.State) yield return new("I2", $"{job.JobId} is {job.State}, its timeline says {at}");
    }

    private async Task<Violation?> ResultsAsync(AskedJob asked, JobView job, CancellationToken cancel)
    {
        var hash = await HashAsync(job.JobId, cancel);
        if (!job.IsCompleted)
            return hash is null ? null : new Violation("I4", $"{job.JobId} is {job.State} and has results");
        if (hash is null) return new Violation("I4", $"{job.JobId} is Completed and has no results");
        return hash == asked.Case.Undisturbed
            ? null
            : new Violation("I4", $"results of {job.JobId} ({asked.Case.Name}) differ from an undisturbed run");
    }

    /// <summary>Null if there are no results.</summary>
    private async Task<string?> HashAsync(Guid job, CancellationToken cancel)
    {
        try
        {
            return await ResultHash.OfAsync(client, job, cancel);
        }
        catch (Errors.InputException)
        {
            return null;
        }
    }
}
