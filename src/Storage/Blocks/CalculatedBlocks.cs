using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Risk.EventBased;
using Workers.Storage.Copy;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;

namespace Workers.Storage.Blocks;

/// <summary>Blocks of events on their way from whoever calculates them to the merge, in the engine database.</summary>
public sealed class CalculatedBlocks([FromKeyedServices(Database.Engine)] NpgsqlDataSource engine)
{
    /// <summary>Writes a block, a part for each loss type; what an earlier try left is replaced, unless the attempt is complete.</summary>
    public async Task WriteAsync(Guid jobId, int attempt, int block, IReadOnlyList<EventBlock> parts, CancellationToken ct = default)
    {
        await using var db = new EngineDb(Database.Options<EngineDb>(Database.Engine, engine));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended($1::text, $2))", ct, jobId, (long)block);
        if (await db.JobRuns.AnyAsync(run => run.JobId == jobId && run.Attempt == attempt && run.State == JobRunState.Calculated, ct))
            return;
        await connection.ExecuteAsync("DELETE FROM engine.calculated_block WHERE job_id = $1 AND attempt = $2 AND block = $3", ct, jobId, attempt, block);
        await connection.CopyAsync(db.Model, parts.Select((part, lossType) => new CalculatedBlockRow
        { JobId = jobId, Attempt = attempt, Block = block, LossType = lossType, Rows = part.Rows.Count, Payload = PackedBlock.Pack(part) }), ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Gives all blocks of an attempt to a merge, read as they are asked for.</summary>
    public async Task<T> ReadAsync<T>(Guid jobId, int attempt, Func<IEventBlocks, Task<T>> merge, CancellationToken ct = default)
    {
        await using var connection = await engine.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync(
            "SELECT loss_type, sum(rows)::bigint FROM engine.calculated_block WHERE job_id = $1 AND attempt = $2 GROUP BY loss_type",
            row => (row.GetInt32(0), checked((int)row.GetInt64(1))), ct, jobId, attempt);
        return await merge(new Stored(connection, jobId, attempt, rows.ToDictionary(r => r.Item1, r => r.Item2)));
    }

    private sealed class Stored(NpgsqlConnection connection, Guid jobId, int attempt, Dictionary<int, int> rows) : IEventBlocks
    {
        public int Rows(int lossType) => rows[lossType];

        public IEnumerable<EventBlock> Of(int lossType)
        {
            using var command = new NpgsqlCommand(
                "SELECT payload FROM engine.calculated_block WHERE job_id = $1 AND attempt = $2 AND loss_type = $3 ORDER BY block", connection)
            {
                CommandTimeout = 0,
                Parameters = { new() { Value = jobId }, new() { Value = attempt }, new() { Value = lossType } },
            };
            using var reader = command.ExecuteReader(System.Data.CommandBehavior.SequentialAccess);
            while (reader.Read())
                yield return PackedBlock.Unpack(reader.GetFieldValue<byte[]>(0));
        }
    }
}
