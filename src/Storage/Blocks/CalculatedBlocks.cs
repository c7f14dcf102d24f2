using System.Data;
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
    /// <summary>
    /// Writes a block, a part for each loss type; what an earlier try left is replaced, unless the attempt is complete.
    /// </summary>
    public async Task WriteAsync(
        JobAttempt job,
        int block,
        IReadOnlyList<EventBlock> parts,
        CancellationToken cancel = default)
    {
        await using var db = new EngineDb(Database.Options<EngineDb>(Database.Engine, engine));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        // A block that is delivered twice has two writers: the second waits here and replaces what the first wrote.
        await connection.ExecuteAsync(
            "SELECT pg_advisory_xact_lock(hashtextextended($1::text, $2))",
            cancel,
            job.JobId,
            (long)block);
        // After the merge nobody would delete the block again.
        if (await db.IsCalculatedAsync(job, cancel))
            return;
        await connection.ExecuteAsync(
            "DELETE FROM engine.calculated_block WHERE job_id = $1 AND attempt = $2 AND block = $3",
            cancel,
            job.JobId,
            job.Attempt,
            block);
        var rows = parts.Select((part, lossType) => new CalculatedBlockRow
        {
            JobId = job.JobId,
            Attempt = job.Attempt,
            Block = block,
            LossType = lossType,
            Rows = part.Rows.Count,
            Payload = PackedBlock.Pack(part),
        });
        await connection.CopyAsync(db.Model, rows, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Gives all blocks of an attempt to a merge, read as they are asked for.</summary>
    public async Task<T> ReadAsync<T>(
        JobAttempt job,
        Func<IEventBlocks, Task<T>> merge,
        CancellationToken cancel = default)
    {
        await using var connection = await engine.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync(
            """
            SELECT loss_type, sum(rows)::bigint
            FROM engine.calculated_block
            WHERE job_id = $1 AND attempt = $2
            GROUP BY loss_type
            """,
            row => KeyValuePair.Create(row.GetInt32(0), checked((int)row.GetInt64(1))),
            cancel,
            job.JobId,
            job.Attempt);
        return await merge(new StoredBlocks(connection, job, rows.ToDictionary()));
    }

    private sealed class StoredBlocks(NpgsqlConnection connection, JobAttempt job, Dictionary<int, int> rows)
        : IEventBlocks
    {
        private const string Payloads =
            """
            SELECT payload
            FROM engine.calculated_block
            WHERE job_id = $1 AND attempt = $2 AND loss_type = $3
            ORDER BY block
            """;

        public int Rows(int lossType) => rows[lossType];

        public IEnumerable<EventBlock> Of(int lossType)
        {
            using var command = new NpgsqlCommand(Payloads, connection)
            {
                // No limit fits every size.
                CommandTimeout = 0,
                Parameters =
                {
                    new() { Value = job.JobId },
                    new() { Value = job.Attempt },
                    new() { Value = lossType },
                },
            };
            // One payload in memory at a time: together they may be larger than memory.
            using var reader = command.ExecuteReader(CommandBehavior.SequentialAccess);
            while (reader.Read())
                yield return PackedBlock.Unpack(reader.GetFieldValue<byte[]>(0));
        }
    }
}
