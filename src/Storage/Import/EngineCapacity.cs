using Npgsql;
using Workers.Errors;
using Workers.Storage.Databases;

namespace Workers.Storage.Import;

/// <summary>The engine database is as full as it may be, and nothing in it can go now: what needs room waits.</summary>
public sealed class EngineFullException(long used, long needed, Limit most)
    : Exception(
        $"{needed:N0} bytes do not fit into the engine database now: {used:N0} of {most.Most:N0} ({most.Setting}) "
        + "are used, and by jobs that are under way");

/// <summary>
/// Begins imports while there is room for them in the engine database, one at a time, so that two cannot take the same
/// room.
/// </summary>
internal sealed class EngineCapacity(NpgsqlConnection icebox, NpgsqlConnection engine, Limit most)
{
    /// <summary>What a row of values takes beside its payload: headers, key, index.</summary>
    private const int BytesPerRow = 120;

    /// <summary>
    /// Bytes that are used or promised. Of imports it is what they hold or will hold, whether it has been copied or
    /// not: the room that removed rows leave in their table is used again before the table grows.
    /// </summary>
    private static readonly string Used =
        $"""
        SELECT pg_database_size(current_database())
            - pg_total_relation_size('engine.hazard_values')
            + (SELECT coalesce(sum(bytes + {BytesPerRow} * coalesce((manifest ->> 'rows')::bigint, 0)), 0)::bigint
            FROM engine.import)
        """;

    /// <summary>
    /// Begins an import with <paramref name="open"/>, which writes its row; one that was begun before has its room
    /// already.
    /// </summary>
    /// <exception cref="InputException">TooLarge: it could never fit.</exception>
    /// <exception cref="EngineFullException">
    /// It does not fit now, not even without the imports that nobody needs any more; those are gone.
    /// </exception>
    public async Task<ImportInProgress> BeginAsync(
        ImportPlan plan,
        int sites,
        Func<Task<ImportInProgress>> open,
        CancellationToken cancel)
    {
        var needed = sites * (plan.BytesPerSite + (long)BytesPerRow * plan.RowsPerSite);
        most.Check(
            needed,
            "bytes of hazard",
            $"hazard calculation {plan.Hazard.Id}",
            "a smaller area, fewer outputs, or hazard of fewer events");

        await using var transaction = await engine.BeginTransactionAsync(cancel);
        // One importer at a time looks and begins: two that look at once would both take the last room.
        await engine.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended('room for imports', 0))", cancel);
        var fits = await IsBegunAsync(plan, cancel)
            || await FitsAsync(needed, cancel)
            || await RemoveExpiredAsync(needed, cancel);
        var import = fits ? await open() : null;
        // Also where it does not fit: what was removed is gone, and the next try finds that much more room.
        await transaction.CommitAsync(cancel);
        return import ?? throw new EngineFullException(await UsedAsync(engine, cancel), needed, most);
    }

    public static Task<long> UsedAsync(NpgsqlConnection engine, CancellationToken cancel) =>
        engine.ScalarAsync<long>(Used, cancel);

    private Task<bool> IsBegunAsync(ImportPlan plan, CancellationToken cancel) => engine.ScalarAsync<bool>(
        "SELECT EXISTS (SELECT FROM engine.import WHERE content_key = $1)",
        cancel,
        plan.ContentKey);

    private async Task<bool> FitsAsync(long needed, CancellationToken cancel)
    {
        var used = await UsedAsync(engine, cancel);
        return used + needed <= most.Most;
    }

    private Task<bool> RemoveExpiredAsync(long needed, CancellationToken cancel) =>
        new ExpiredImports(icebox, engine).RemoveAsync(() => FitsAsync(needed, cancel), cancel);
}
