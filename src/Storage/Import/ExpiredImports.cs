using Npgsql;
using Workers.Storage.Databases;

namespace Workers.Storage.Import;

/// <summary>
/// Imports, complete or not, whose lease has run out and that no job needs: each that used them has its results in the
/// icebox, was cancelled, or took them up more than 30 days ago.
/// </summary>
internal sealed class ExpiredImports(NpgsqlConnection icebox, NpgsqlConnection engine)
{
    /// <summary>As long as messages are remembered: after that a job that failed is not tried again.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(30);

    private static readonly string[] Tables =
    [
        "hazard_values",
        "hazard_site",
        "hazard_event",
        "hazard_output",
        "imt",
        "realization",
        "import_part",
        "import_use",
    ];

    /// <summary>Removes them, the longest expired first, until there is enough; in the caller's transaction.</summary>
    /// <returns>Whether it became enough.</returns>
    public async Task<bool> RemoveAsync(Func<Task<bool>> enough, CancellationToken cancel)
    {
        // A row that somebody has locked is about to be used, or removed by somebody else.
        var expired = await engine.QueryAsync(
            """
            SELECT id, ARRAY(
                SELECT job_id
                FROM engine.import_use u
                WHERE u.import_id = i.id
                AND u.since > now() - $1
                AND NOT EXISTS (
                    SELECT
                    FROM messaging.job_fence f
                    WHERE f.job_id = u.job_id AND f.cancelled))
            FROM engine.import i
            WHERE lease_expires_at < now()
            ORDER BY lease_expires_at
            FOR UPDATE SKIP LOCKED
            """,
            row => (Id: row.GetGuid(0), Jobs: row.GetFieldValue<Guid[]>(1)),
            cancel,
            Forgotten);
        // Another database, so not one query; what is archived stays so, hence nothing is missed by asking later.
        var archived = await icebox.QueryAsync(
            "SELECT id FROM icebox.risk_calculation WHERE complete AND id = ANY($1)",
            row => row.GetGuid(0),
            cancel,
            expired.SelectMany(i => i.Jobs).Distinct().ToArray());
        var done = archived.ToHashSet();
        foreach (var (id, jobs) in expired)
        {
            if (!Array.TrueForAll(jobs, done.Contains))
                continue;
            await RemoveAsync(id, cancel);
            if (await enough())
                return true;
        }
        return false;
    }

    private async Task RemoveAsync(Guid import, CancellationToken cancel)
    {
        // The import's own row is last: parts and uses refer to it.
        foreach (var table in Tables)
            await engine.ExecuteAsync($"DELETE FROM engine.{table} WHERE import_id = $1", cancel, import);
        await engine.ExecuteAsync("DELETE FROM engine.import WHERE id = $1", cancel, import);
    }
}
