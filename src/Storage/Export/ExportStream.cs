using System.Collections.Concurrent;
using Npgsql;
using Workers.Storage.Copy;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Results;

namespace Workers.Storage.Export;

/// <summary>Copies parts of an export, one after the other, over one connection to either side. A part is one transaction with its line in the ledger.</summary>
internal sealed class ExportStream(
    NpgsqlConnection from, NpgsqlConnection to, IReadOnlyDictionary<string, ResultTable> tables, JobRunRow run, TransferCount count)
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
        foreach (var part in busy)
            await CopyPartAsync(part, wait: true, cancel);
    }

    /// <returns>False if somebody else is at it, and we are not to wait.</returns>
    private async Task<bool> CopyPartAsync(ExportPartRow part, bool wait, CancellationToken cancel)
    {
        await using var transaction = await to.BeginTransactionAsync(cancel);
        if (!await LockAsync(part, wait, cancel))
            return false;
        if (!await to.ScalarAsync<bool>(
            "SELECT copied_at IS NOT NULL FROM icebox.export_part WHERE job_id = $1 AND attempt = $2 AND part = $3", cancel, part.JobId, part.Attempt, part.Part))
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

        var there = await to.ScalarAsync<long>($"SELECT {string.Join(" + ", part.Tables.Select(table =>
            $"(SELECT count(*) FROM icebox.{table} WHERE job_id = $1 AND attempt = $2{tables[table].Between(part.FirstKey, part.EndKey)})").DefaultIfEmpty("0::bigint"))}",
            cancel, part.JobId, part.Attempt);
        if (there != part.Rows)
            throw new InvalidDataException($"part {part.Part} of the results of {part.JobId} came over with {there} rows where the engine database had {part.Rows}");
        if (await to.ExecuteAsync(
            "UPDATE icebox.export_part SET bytes = $4, copied_at = now() WHERE job_id = $1 AND attempt = $2 AND part = $3", cancel,
            part.JobId, part.Attempt, part.Part, bytes) != 1)
            throw new InvalidOperationException($"attempt {part.Attempt} of {part.JobId} was discarded while its results were copied");
    }

    private Task<long> PipeAsync(ResultTable table, ExportPartRow part, CancellationToken cancel)
    {
        var selected = table.Columns.Select(c => c == "\"attempt\"" ? $"{part.Attempt}::int" : c);
        return CopyPipe.PipeAsync(
            from, $"COPY (SELECT {string.Join(", ", selected)} FROM engine.{table.Name} WHERE job_id = '{run.JobId}' AND attempt = {run.Attempt}{table.Between(part.FirstKey, part.EndKey)}) TO STDOUT (FORMAT BINARY)",
            to, $"COPY icebox.{table.Name} ({string.Join(", ", table.Columns)}) FROM STDIN (FORMAT BINARY)", null, cancel);
    }

    /// <summary>Whoever holds the lock of a part copies it; the lock goes with the transaction, however that ends.</summary>
    private async Task<bool> LockAsync(ExportPartRow part, bool wait, CancellationToken cancel)
    {
        var key = $"hashtextextended('{part.JobId}/{part.Attempt}', {part.Part})";
        if (!wait)
            return await to.ScalarAsync<bool>($"SET LOCAL synchronous_commit = off; SELECT pg_try_advisory_xact_lock({key})", cancel);
        await to.ExecuteAsync($"SET LOCAL synchronous_commit = off; SELECT pg_advisory_xact_lock({key})", cancel);
        return true;
    }
}
