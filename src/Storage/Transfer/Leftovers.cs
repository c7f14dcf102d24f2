using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Storage.Results;

namespace Workers.Storage.Transfer;

/// <summary>What kind of transfer was never finished.</summary>
public enum LeftoverKind
{
    /// <summary>Hazard in the engine database.</summary>
    Import,

    /// <summary>Results in the icebox.</summary>
    Export,
}

/// <summary>A transfer that began and was never completed: nobody sees it, but it takes room.</summary>
/// <param name="Id">Id of the import, or of the job that exports.</param>
/// <param name="Attempt">Attempt of the job; null for imports, which jobs share.</param>
/// <param name="Since">When it began, database time.</param>
/// <param name="Rows">Rows that it has left.</param>
public sealed record Leftover(LeftoverKind Kind, Guid Id, int? Attempt, DateTimeOffset Since, long Rows);

/// <summary>Finds transfers that nobody finishes. It only lists: imports go when their room is needed (<see cref="HazardImport.MostBytes"/>), and of exports only a job's owner knows that they will not be gone on with.</summary>
public sealed class Leftovers(
    [FromKeyedServices(Database.Icebox)] NpgsqlDataSource icebox, [FromKeyedServices(Database.Engine)] NpgsqlDataSource engine)
{
    /// <summary>Incomplete imports whose lease has run out, and incomplete exports that began longer ago than <paramref name="age"/>; oldest first.</summary>
    public async Task<IReadOnlyList<Leftover>> ListAsync(TimeSpan age, CancellationToken ct = default) =>
        [.. (await ImportsAsync(ct)).Concat(await ExportsAsync(age, ct)).OrderBy(x => x.Since)];

    private async Task<List<Leftover>> ImportsAsync(CancellationToken ct)
    {
        await using var connection = await engine.OpenConnectionAsync(ct);
        return await connection.QueryAsync(
            """
            SELECT id, created_at, (SELECT coalesce(sum(rows), 0)::bigint FROM engine.import_part WHERE import_id = import.id)
            FROM engine.import WHERE NOT complete AND lease_expires_at < now()
            """,
            row => new Leftover(LeftoverKind.Import, row.GetGuid(0), null, row.GetFieldValue<DateTimeOffset>(1), row.GetInt64(2)), ct);
    }

    private async Task<List<Leftover>> ExportsAsync(TimeSpan age, CancellationToken ct)
    {
        await using var connection = await icebox.OpenConnectionAsync(ct);
        var exports = await connection.QueryAsync(
            "SELECT id, attempt, created_at FROM icebox.risk_calculation WHERE NOT complete AND created_at < now() - $1",
            row => new Leftover(LeftoverKind.Export, row.GetGuid(0), row.GetInt32(1), row.GetFieldValue<DateTimeOffset>(2), 0), ct, age);
        for (var i = 0; i < exports.Count; i++)
            exports[i] = exports[i] with { Rows = await ResultTables.CountAsync(connection, Database.Icebox, exports[i].Id, exports[i].Attempt!.Value, ct) };
        return exports;
    }
}
