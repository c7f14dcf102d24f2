using Microsoft.EntityFrameworkCore;
using Workers.Storage.Results;

namespace Workers.Storage.Engine;

/// <summary>Attempts of jobs in the engine database. An attempt that starts at a later step goes on from what an earlier one finished.</summary>
public static class JobRuns
{
    /// <summary>
    /// Records, in the caller's transaction, that an attempt has its import and that the job uses it. The import is complete from then on.
    /// </summary>
    public static Task ImportedAsync(EngineDb db, JobRunRow run, CancellationToken ct = default) => throw new NotImplementedException();

    /// <summary>The run that an attempt of a job goes on from: its own, or that of the latest attempt before.</summary>
    /// <exception cref="InvalidOperationException">The job has no complete import here.</exception>
    public static Task<JobRunRow> FindAsync(EngineDb db, Guid jobId, int attempt, CancellationToken ct = default) =>
        throw new NotImplementedException();

    /// <summary>Marks, in the caller's transaction, the results of an attempt complete.</summary>
    public static Task CompleteAsync(EngineDb db, Guid jobId, int attempt, CalculationProvenance provenance, CancellationToken ct = default) =>
        throw new NotImplementedException();
}
