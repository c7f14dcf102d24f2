using System.Collections.Concurrent;
using Npgsql;
using Workers.Storage.Copy;
using Workers.Storage.Databases;

namespace Workers.Storage.Import;

/// <summary>Copies parts of an import, one after the other, over one connection to either side.</summary>
internal sealed class ImportStream(NpgsqlConnection from, NpgsqlConnection to, ImportPlan plan, ImportInProgress import, List<int> sites, TransferCount count)
{
    private const string Values = "output, imt, site_id, chunk, checksum, payload";

    /// <summary>Takes parts until none is left; waits last for those that somebody else is at.</summary>
    public async Task RunAsync(ConcurrentQueue<int> parts, CancellationToken cancel)
    {
        var busy = new List<int>();
        while (parts.TryDequeue(out var part))
        {
            if (!await CopyPartAsync(part, wait: false, cancel))
                busy.Add(part);
        }
        foreach (var part in busy)
            await CopyPartAsync(part, wait: true, cancel);
    }

    /// <returns>False if somebody else is at it, and we are not to wait.</returns>
    private async Task<bool> CopyPartAsync(int part, bool wait, CancellationToken cancel)
    {
        await using var transaction = await to.BeginTransactionAsync(cancel);
        if (!await LockAsync(part, wait, cancel))
            return false;

        var there = await to.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM engine.import_part WHERE import_id = $1 AND part = $2)", cancel, import.Id, part);
        if (part == 0 && !there)
            await CopyDescriptionAsync(cancel);
        else if (part > 0)
            await CopyBlockAsync(part, there, cancel);
        if (!there)
            await transaction.CommitAsync(cancel);
        return true;
    }

    private async Task CopyDescriptionAsync(CancellationToken cancel)
    {
        await PipeAsync("realization", "ordinal, weight, branch_path", "true", null, cancel);
        await PipeAsync("imt", "ordinal, name, levels", $"ordinal = ANY({Array(plan.Imts, "smallint")})", null, cancel);
        await PipeAsync("hazard_output", "ordinal, name, realization, statistic", $"ordinal = ANY({Array(plan.Outputs, "smallint")})", null, cancel);
        await PipeAsync("hazard_event", "chunk, ids, realizations, years, ruptures", "true", null, cancel);
        await PipeAsync("hazard_site", "site_id, curve_order, lon, lat, depth, parameters", $"site_id = ANY({Array(sites, "int")})", null, cancel);
        await WriteLedgerAsync(0, default, cancel);
    }

    private async Task CopyBlockAsync(int part, bool there, CancellationToken cancel)
    {
        var first = (part - 1) * import.SitesPerPart;
        var block = sites.GetRange(first, Math.Min(import.SitesPerPart, sites.Count - first));
        var bytes = block.Count * import.BytesPerSite;
        if (there)
        {
            count.Done(bytes);
            return;
        }
        long seen = 0;
        await CopyValuesAsync(part, block, read =>
        {
            seen += read;
            count.Done(read);
        }, cancel);
        count.Done(bytes - seen);
    }

    private async Task CopyValuesAsync(int part, List<int> block, Action<int> onBytes, CancellationToken cancel)
    {
        var selection = $"output = ANY({Array(plan.Outputs, "smallint")}) AND imt = ANY({Array(plan.Imts, "smallint")}) AND site_id = ANY({Array(block, "int")})";
        await PipeAsync("hazard_values", Values, selection, onBytes, cancel);

        // All columns of the key are named at both ends: else each part would read all that came before it.
        var sums = await Task.WhenAll(
            SumAsync(from, $"icebox.hazard_values WHERE hazard_id = '{plan.Hazard.Id}' AND {selection}", cancel),
            SumAsync(to, $"engine.hazard_values WHERE import_id = '{import.Id}' AND {selection}", cancel));
        if (sums[0] != sums[1])
            throw new InvalidDataException($"part {part} of import {import.Id} came over as {sums[1]} where the icebox has {sums[0]}");
        await WriteLedgerAsync(part, sums[1], cancel);
    }

    private async Task PipeAsync(string table, string columns, string condition, Action<int>? onBytes, CancellationToken cancel) =>
        count.OnWire(await CopyPipe.PipeAsync(
            from, $"COPY (SELECT '{import.Id}'::uuid, {columns} FROM icebox.{table} WHERE hazard_id = '{plan.Hazard.Id}' AND {condition}) TO STDOUT (FORMAT BINARY)",
            to, $"COPY engine.{table} (import_id, {columns}) FROM STDIN (FORMAT BINARY)", onBytes, cancel));

    /// <summary>Whoever holds the lock of a part copies it; the lock goes with the transaction, however that ends.</summary>
    private async Task<bool> LockAsync(int part, bool wait, CancellationToken cancel)
    {
        const string Key = "hashtextextended($1::text, $2)";
        if (!wait)
            return await to.ScalarAsync<bool>($"SELECT pg_try_advisory_xact_lock({Key})", cancel, import.Id, (long)part);
        await to.ExecuteAsync($"SELECT pg_advisory_xact_lock({Key})", cancel, import.Id, (long)part);
        return true;
    }

    private Task<int> WriteLedgerAsync(int part, (long Rows, long Bytes, decimal Checksum) sum, CancellationToken cancel) => to.ExecuteAsync(
        "INSERT INTO engine.import_part (import_id, part, rows, bytes, checksum_sum, copied_at) VALUES ($1, $2, $3, $4, $5, now())",
        cancel, import.Id, part, sum.Rows, sum.Bytes, sum.Checksum);

    private static async Task<(long Rows, long Bytes, decimal Checksum)> SumAsync(NpgsqlConnection connection, string rows, CancellationToken cancel) =>
        (await connection.QueryAsync($"SELECT count(*), coalesce(sum(octet_length(payload)), 0)::bigint, coalesce(sum(checksum), 0) FROM {rows}",
            row => (row.GetInt64(0), row.GetInt64(1), row.GetDecimal(2)), cancel)).Single();

    private static string Array<T>(IEnumerable<T> numbers, string type) where T : struct => $"'{{{string.Join(',', numbers)}}}'::{type}[]";
}
