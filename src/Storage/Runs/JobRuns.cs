using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Fencing;

namespace Workers.Storage.Runs;

/// <summary>
/// Attempts of jobs in the engine database. An attempt that starts at a later step goes on from what an earlier one
/// finished.
/// </summary>
public static class JobRuns
{
    /// <summary>
    /// Records, in the caller's transaction, that an attempt has its import and that the job uses it. The import is
    /// complete from then on.
    /// </summary>
    /// <exception cref="InvalidOperationException">The import is not there, or not verified.</exception>
    public static async Task ImportedAsync(EngineDb db, JobRunRow run, CancellationToken cancel = default)
    {
        var imports = await db.Database.ExecuteSqlAsync(
            $"UPDATE engine.import SET complete = true WHERE id = {run.ImportId} AND manifest IS NOT NULL",
            cancel);
        // Removed while the message waited, or its parts are not all there: the job must not be told that it is.
        if (imports != 1)
            throw new InvalidOperationException($"import {run.ImportId} is not there, or not verified");
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO engine.import_use (import_id, job_id, since)
            VALUES ({run.ImportId}, {run.JobId}, now())
            ON CONFLICT DO NOTHING
            """,
            cancel);
        await SaveAsync(db, run, run.Attempt, JobRunState.Imported, null, cancel);
    }

    /// <summary>The run that an attempt of a job goes on from: its own, or that of the latest attempt before.</summary>
    /// <exception cref="InvalidOperationException">The job has no complete import here.</exception>
    public static async Task<JobRunRow> FindAsync(EngineDb db, JobAttempt job, CancellationToken cancel = default) =>
        await Latest(db, job).FirstOrDefaultAsync(cancel)
        ?? throw new InvalidOperationException($"job {job.JobId} has no complete import in the engine database");

    /// <summary>Like <see cref="FindAsync"/>, with complete results.</summary>
    /// <exception cref="InvalidOperationException">The job has no complete results here.</exception>
    public static async Task<JobRunRow> FindCalculatedAsync(
        EngineDb db,
        JobAttempt job,
        CancellationToken cancel = default) =>
        await Latest(db, job).FirstOrDefaultAsync(run => run.State == JobRunState.Calculated, cancel)
        ?? throw new InvalidOperationException($"job {job.JobId} has no complete results in the engine database");

    /// <summary>Records, in the caller's transaction, that the attempt is being calculated.</summary>
    /// <exception cref="InvalidOperationException">The job has no complete import here.</exception>
    public static async Task BeginAsync(EngineDb db, JobAttempt job, CancellationToken cancel = default)
    {
        var run = await FindAsync(db, job, cancel);
        await SaveAsync(db, run, job.Attempt, JobRunState.Calculating, null, cancel);
    }

    /// <summary>Marks, in the caller's transaction, the results of an attempt complete.</summary>
    public static async Task CompleteAsync(
        EngineDb db,
        JobAttempt job,
        CalculationProvenance provenance,
        CancellationToken cancel = default)
    {
        var run = await FindAsync(db, job, cancel);
        var text = JsonSerializer.Serialize(provenance);
        await SaveAsync(db, run, job.Attempt, JobRunState.Calculated, text, cancel);
    }

    private static IQueryable<JobRunRow> Latest(EngineDb db, JobAttempt job) =>
        db.JobRuns.AsNoTracking()
            .Where(run => run.JobId == job.JobId && run.Attempt <= job.Attempt)
            .Where(run => db.Imports.Any(i => i.Id == run.ImportId && i.Complete))
            .OrderByDescending(run => run.Attempt);

    // A run whose results are complete stays as it is: a step that is delivered again must not set it back.
    private static Task<int> SaveAsync(
        EngineDb db,
        JobRunRow run,
        int attempt,
        JobRunState state,
        string? provenance,
        CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO engine.job_run
                (job_id, attempt, import_id, risk_model_id, area, owner, description, state, provenance, blocks_done)
            VALUES
                ({run.JobId}, {attempt}, {run.ImportId}, {run.RiskModelId}, {run.Area}::jsonb, {run.Owner},
                {run.Description}, {state.ToString()}, {provenance}::jsonb, 0)
            ON CONFLICT (job_id, attempt) DO UPDATE SET
                import_id = excluded.import_id,
                risk_model_id = excluded.risk_model_id,
                area = excluded.area,
                state = excluded.state,
                provenance = excluded.provenance
            WHERE job_run.state <> 'Calculated'
            """,
            cancel);
}
