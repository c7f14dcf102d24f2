using Npgsql;
using Workers.Storage.Databases;

namespace Workers.Storage.Import;

/// <summary>
/// Imports, complete or not, whose lease has run out and that no job needs: each that used them has its results in the icebox, was cancelled,
/// or has not moved for so long that it never will.
/// </summary>
internal sealed class ExpiredImports(NpgsqlConnection icebox, NpgsqlConnection engine)
{
    /// <summary>As long as messages are remembered: after that a job that failed is not tried again.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(30);

    private static readonly string[] Tables = ["hazard_values", "hazard_site", "hazard_event", "hazard_output", "imt", "realization", "import_part", "import_use"];

    /// <summary>Removes them, the longest expired first, until there is enough; in the caller's transaction.</summary>
    /// <returns>Whether it became enough.</returns>
    public async Task<bool> RemoveAsync(Func<Task<bool>> enough, CancellationToken cancel)
    {
        // A row that somebody has locked is about to be used, or removed by somebody else.
        var expired = await engine.QueryAsync(
            """
            SELECT id, ARRAY(SELECT job_id FROM engine.import_use u WHERE u.import_id = i.id AND u.since > now() - $1
                AND NOT EXISTS (SELECT FROM messaging.job_fence f WHERE f.job_id = u.job_id AND f.cancelled))
            FROM engine.import i WHERE lease_expires_at < now() ORDER BY lease_expires_at FOR UPDATE SKIP LOCKED
            """,
            row => (Id: row.GetGuid(0), Jobs: row.GetFieldValue<Guid[]>(1)), cancel, Forgotten);
        var archived = (await icebox.QueryAsync(
            "SELECT id FROM icebox.risk_calculation WHERE complete AND id = ANY($1)", row => row.GetGuid(0), cancel, expired.SelectMany(i => i.Jobs).Distinct().ToArray()))
            .ToHashSet();
        foreach (var (id, _) in expired.Where(i => Array.TrueForAll(i.Jobs, archived.Contains)))
        {
            foreach (var table in Tables)
                await engine.ExecuteAsync($"DELETE FROM engine.{table} WHERE import_id = $1", cancel, id);
            await engine.ExecuteAsync("DELETE FROM engine.import WHERE id = $1", cancel, id);
            if (await enough())
                return true;
        }
        return false;
    }
}
