using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Risk.EventBased;
using Workers.Storage.Copy;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Fencing;
using Workers.Storage.Runs;

namespace Workers.Storage.Blocks;

/// <summary>Blocks of events on their way from whoever calculates them to the merge, in the engine database.</summary>
public sealed class CalculatedBlocks([FromKeyedServices(Database.Engine)] NpgsqlDataSource engine)
{
    /// <summary>Writes a block, a part for each loss type; what an earlier try left is replaced, unless the attempt is complete.</summary>
    public async Task WriteAsync(JobAttempt job, int block, IReadOnlyList<EventBlock> parts, CancellationToken cancel = default)
    {
        await using var db = new EngineDb(Database.Options<EngineDb>(Database.Engine, engine));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended($1::text, $2))", cancel, job.JobId, (long)block);
        if (await db.IsCalculatedAsync(job, cancel))
            return;
        await connection.ExecuteAsync("DELETE FROM engine.calculated_block WHERE job_id = $1 AND attempt = $2 AND block = $3", cancel, job.JobId, job.Attempt, block);
        await connection.CopyAsync(db.Model, parts.Select((part, lossType) => new CalculatedBlockRow
        {
            JobId = job.JobId,
            Attempt = job.Attempt,
            Block = block,
            LossType = lossType,
            Rows = part.Rows.Count,
            Payload = PackedBlock.Pack(part),
        }), cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Gives all blocks of an attempt to a merge, read as they are asked for.</summary>
    public async Task<T> ReadAsync<T>(JobAttempt job, Func<IEventBlocks, Task<T>> merge, CancellationToken cancel = default)
    {
        await using var connection = await engine.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync(
            "SELECT loss_type, sum(rows)::bigint FROM engine.calculated_block WHERE job_id = $1 AND attempt = $2 GROUP BY loss_type",
            row => (row.GetInt32(0), checked((int)row.GetInt64(1))), cancel, job.JobId, job.Attempt);
        return await merge(new Stored(connection, job, rows.ToDictionary(r => r.Item1, r => r.Item2)));
    }

    private sealed class Stored(NpgsqlConnection connection, JobAttempt job, Dictionary<int, int> rows) : IEventBlocks
    {
        public int Rows(int lossType) => rows[lossType];

        public IEnumerable<EventBlock> Of(int lossType)
        {
            using var command = new NpgsqlCommand(
                "SELECT payload FROM engine.calculated_block WHERE job_id = $1 AND attempt = $2 AND loss_type = $3 ORDER BY block", connection)
            {
                CommandTimeout = 0,
                Parameters = { new() { Value = job.JobId }, new() { Value = job.Attempt }, new() { Value = lossType } },
            };
            using var reader = command.ExecuteReader(System.Data.CommandBehavior.SequentialAccess);
            while (reader.Read())
                yield return PackedBlock.Unpack(reader.GetFieldValue<byte[]>(0));
        }
    }
}
