using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Fencing;
using Workers.Storage.Runs;

namespace Workers.Storage.Blocks;

/// <summary>How far the blocks of an attempt are.</summary>
/// <param name="Done">Blocks done.</param>
/// <param name="Total">Blocks planned.</param>
public readonly record struct BlockProgress(int Done, int Total)
{
    /// <summary>Nothing is left but the merge.</summary>
    public bool IsLast => Done == Total;

    /// <summary>The whole percent is another one than before the last block.</summary>
    public bool IsNewPercent => 100L * Done / Total != 100L * (Done - 1) / Total;
}

/// <summary>Counts the blocks of attempts, each once. All in the caller's transaction.</summary>
public static class RunBlocks
{
    /// <summary>Records how many blocks an attempt is cut in.</summary>
    /// <exception cref="InvalidOperationException">The job has no complete import here.</exception>
    /// <param name="blocks">How many.</param>
    /// <param name="seconds">How long ago planning began.</param>
    public static async Task PlanAsync(
        EngineDb db,
        JobAttempt job,
        int blocks,
        double seconds,
        CancellationToken cancel = default)
    {
        await JobRuns.BeginAsync(db, job, cancel);
        // Once only: a second delivery must not set the count of blocks that are done back to nothing.
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE engine.job_run SET
                blocks = {blocks},
                blocks_done = 0,
                planned_at = now() - make_interval(secs => {seconds})
            WHERE job_id = {job.JobId} AND attempt = {job.Attempt} AND blocks IS NULL
            """,
            cancel);
    }

    /// <summary>
    /// The first block that is not done of each chain: the blocks whose numbers differ by so many follow each other.
    /// Of a new plan these are the first ones; of one that was begun, those where it stopped.
    /// </summary>
    public static Task<List<int>> NextAsync(
        EngineDb db,
        JobAttempt job,
        int blocks,
        int chains,
        CancellationToken cancel = default)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        return connection.QueryAsync(
            """
            SELECT min(block)
            FROM generate_series(0, $3 - 1) block
            WHERE NOT EXISTS (
                SELECT
                FROM engine.finished_block f
                WHERE f.job_id = $1 AND f.attempt = $2 AND f.block = block)
            GROUP BY block % $4
            ORDER BY 1
            """,
            row => row.GetInt32(0),
            cancel,
            job.JobId,
            job.Attempt,
            blocks,
            chains);
    }

    /// <summary>Counts a block as done.</summary>
    /// <returns>Null if it was counted before.</returns>
    public static async Task<BlockProgress?> FinishAsync(
        EngineDb db,
        JobAttempt job,
        int block,
        double seconds,
        CancellationToken cancel = default)
    {
        // The key makes it count once, however often the block is delivered and calculated.
        var added = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO engine.finished_block (job_id, attempt, block, seconds, finished_at)
            VALUES ({job.JobId}, {job.Attempt}, {block}, {seconds}, now())
            ON CONFLICT DO NOTHING
            """,
            cancel);
        if (added == 0)
            return null;
        // The row is locked until the commit: of the last two blocks only one sees that nothing is left.
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var progress = await connection.QueryAsync(
            """
            UPDATE engine.job_run SET blocks_done = blocks_done + 1
            WHERE job_id = $1 AND attempt = $2
            RETURNING blocks_done, blocks
            """,
            row => new BlockProgress(row.GetInt32(0), row.GetInt32(1)),
            cancel,
            job.JobId,
            job.Attempt);
        return progress.Single();
    }

    /// <summary>Removes the blocks of attempts up to this one, and who finished them.</summary>
    public static async Task DiscardAsync(EngineDb db, JobAttempt job, CancellationToken cancel = default)
    {
        await db.Database.ExecuteSqlAsync(
            $"DELETE FROM engine.calculated_block WHERE job_id = {job.JobId} AND attempt <= {job.Attempt}",
            cancel);
        await db.Database.ExecuteSqlAsync(
            $"DELETE FROM engine.finished_block WHERE job_id = {job.JobId} AND attempt <= {job.Attempt}",
            cancel);
    }

    /// <summary>How far an attempt is now.</summary>
    public static async Task<BlockProgress> ProgressAsync(
        EngineDb db,
        JobAttempt job,
        CancellationToken cancel = default) =>
        await db.JobRuns.AsNoTracking()
            .Where(run => run.JobId == job.JobId && run.Attempt == job.Attempt)
            .Select(run => new BlockProgress(run.BlocksDone, run.Blocks ?? 0))
            .SingleOrDefaultAsync(cancel);

    /// <summary>Seconds of work in all blocks, and seconds that went by since the plan was begun.</summary>
    public static async Task<(double Work, double Elapsed)> SecondsAsync(
        EngineDb db,
        JobAttempt job,
        CancellationToken cancel = default)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            // clock_timestamp, not now: the merge's own transaction has taken long by the time it asks.
            var seconds = await connection.QueryAsync(
                """
                SELECT
                    (SELECT coalesce(sum(seconds), 0)
                    FROM engine.finished_block
                    WHERE job_id = $1 AND attempt = $2),
                    extract(epoch FROM clock_timestamp() - planned_at)::float8
                FROM engine.job_run
                WHERE job_id = $1 AND attempt = $2
                """,
                row => (row.GetDouble(0), row.GetDouble(1)),
                cancel,
                job.JobId,
                job.Attempt);
            return seconds.Single();
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
