using System.Collections.Concurrent;
using Npgsql;
using Workers.Storage.Copy;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Results;

namespace Workers.Storage.Export;

/// <summary>
/// Copies parts of an export, one after the other, over one connection to either side. A part is one transaction with
/// its line in the ledger.
/// </summary>
internal sealed class ExportStream(
    NpgsqlConnection from,
    NpgsqlConnection to,
    IReadOnlyDictionary<string, ResultTable> tables,
    JobRunRow run,
    TransferCount count)
{
    /// <summary>Takes parts until none is left; waits last for those that somebody else is at.</summary>
    public async Task RunAsync(ConcurrentQueue<ExportPartRow> parts, CancellationToken cancel)
    {
        var busy = new List<ExportPartRow>();
        while (parts.TryDequeue(out var part))
        {
            if (!await CopyPartAsync(part, wait: false, cancel))
                busy.Add(part);
        }
        // Last, and waiting: whoever is at them may die, and then they are ours.
        foreach (var part in busy)
            await CopyPartAsync(part, wait: true, cancel);
    }

    /// <returns>False if somebody else is at it, and we are not to wait.</returns>
    private async Task<bool> CopyPartAsync(ExportPartRow part, bool wait, CancellationToken cancel)
    {
        await using var transaction = await to.BeginTransactionAsync(cancel);
        if (!await LockAsync(part, wait, cancel))
            return false;
        // Asked under the lock: who held it before us may have finished the part.
        var there = await to.ScalarAsync<bool>(
            """
            SELECT copied_at IS NOT NULL
            FROM icebox.export_part
            WHERE job_id = $1 AND attempt = $2 AND part = $3
            """,
            cancel,
            part.JobId,
            part.Attempt,
            part.Part);
        if (!there)
        {
            await CopyAsync(part, cancel);
            await transaction.CommitAsync(cancel);
        }
        count.Done(part.Rows);
        return true;
    }

    private async Task CopyAsync(ExportPartRow part, CancellationToken cancel)
    {
        long bytes = 0;
        foreach (var table in part.Tables)
            bytes += await PipeAsync(tables[table], part, cancel);
        count.OnWire(bytes);

        var there = await CountAsync(part, cancel);
        if (there != part.Rows)
        {
            throw new InvalidDataException(
                $"part {part.Part} of the results of {part.JobId} came over with {there} rows "
                + $"where the engine database had {part.Rows}");
        }
        // The line is gone if the attempt was discarded meanwhile: then our rows must go too.
        var lines = await to.ExecuteAsync(
            """
            UPDATE icebox.export_part SET
                bytes = $4,
                copied_at = now()
            WHERE job_id = $1 AND attempt = $2 AND part = $3
            """,
            cancel,
            part.JobId,
            part.Attempt,
            part.Part,
            bytes);
        if (lines != 1)
        {
            throw new InvalidOperationException(
                $"attempt {part.Attempt} of {part.JobId} was discarded while its results were copied");
        }
    }

    private Task<long> CountAsync(ExportPartRow part, CancellationToken cancel)
    {
        var counts = part.Tables.Select(table =>
        {
            var range = tables[table].Between(part.FirstKey, part.EndKey);
            return $"(SELECT count(*) FROM icebox.{table} WHERE job_id = $1 AND attempt = $2{range})";
        });
        var sum = string.Join(" + ", counts.DefaultIfEmpty("0::bigint"));
        return to.ScalarAsync<long>($"SELECT {sum}", cancel, part.JobId, part.Attempt);
    }

    private Task<long> PipeAsync(ResultTable table, ExportPartRow part, CancellationToken cancel)
    {
        // The results may be of an earlier attempt: they are archived under the one that exports them.
        var selected = table.Columns.Select(c => c == "\"attempt\"" ? $"{part.Attempt}::int" : c);
        var range = table.Between(part.FirstKey, part.EndKey);
        return CopyPipe.PipeAsync(
            from,
            $"""
            COPY (
                SELECT {string.Join(", ", selected)}
                FROM engine.{table.Name}
                WHERE job_id = '{run.JobId}' AND attempt = {run.Attempt}{range}
            ) TO STDOUT (FORMAT BINARY)
            """,
            to,
            $"COPY icebox.{table.Name} ({string.Join(", ", table.Columns)}) FROM STDIN (FORMAT BINARY)",
            onBytes: null,
            cancel);
    }

    /// <summary>
    /// Whoever holds the lock of a part copies it; the lock goes with the transaction, however that ends.
    /// </summary>
    private async Task<bool> LockAsync(ExportPartRow part, bool wait, CancellationToken cancel)
    {
        // No part waits for the disk: the step's last transaction flushes all of them, and nothing counts before.
        const string Async = "SET LOCAL synchronous_commit = off";
        var key = $"hashtextextended('{part.JobId}/{part.Attempt}', {part.Part})";
        if (wait)
            await to.ExecuteAsync($"SELECT pg_advisory_xact_lock({key})", cancel);
        // Whoever has it may take it again.
        var got = await to.ScalarAsync<bool>($"{Async}; SELECT pg_try_advisory_xact_lock({key})", cancel);
        if (got)
            await to.ExecuteAsync(PartPatience.Sql(part.Rows * 1000), cancel);
        return got;
    }
}
