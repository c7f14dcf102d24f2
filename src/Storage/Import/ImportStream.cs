using System.Collections.Concurrent;
using Npgsql;
using Workers.Storage.Copy;
using Workers.Storage.Databases;

namespace Workers.Storage.Import;

/// <summary>Copies parts of an import, one after the other, over one connection to either side.</summary>
internal sealed class ImportStream(
    NpgsqlConnection from,
    NpgsqlConnection to,
    ImportPlan plan,
    ImportInProgress import,
    List<int> sites,
    TransferCount count)
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
        // Last, and waiting: whoever is at them may die, and then they are ours.
        foreach (var part in busy)
            await CopyPartAsync(part, wait: true, cancel);
    }

    /// <returns>False if somebody else is at it, and we are not to wait.</returns>
    private async Task<bool> CopyPartAsync(int part, bool wait, CancellationToken cancel)
    {
        await using var transaction = await to.BeginTransactionAsync(cancel);
        if (!await LockAsync(part, wait, cancel))
            return false;

        // Asked under the lock: who held it before us may have finished the part.
        var there = await to.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM engine.import_part WHERE import_id = $1 AND part = $2)",
            cancel,
            import.Id,
            part);
        if (part == 0 && !there)
            await CopyDescriptionAsync(cancel);
        else if (part > 0)
            await CopySitesAsync(part, there, cancel);
        if (!there)
            await transaction.CommitAsync(cancel);
        return true;
    }

    private async Task CopyDescriptionAsync(CancellationToken cancel)
    {
        await PipeAsync("realization", "ordinal, weight, branch_path", "true", null, cancel);
        await PipeAsync("imt", "ordinal, name, levels", $"ordinal = ANY({Array(plan.Imts, "smallint")})", null, cancel);
        await PipeAsync(
            "hazard_output",
            "ordinal, name, realization, statistic",
            $"ordinal = ANY({Array(plan.Outputs, "smallint")})",
            null,
            cancel);
        await PipeAsync("hazard_event", "chunk, ids, realizations, years, ruptures", "true", null, cancel);
        await PipeAsync(
            "hazard_site",
            "site_id, curve_order, lon, lat, depth, parameters",
            $"site_id = ANY({Array(sites, "int")})",
            null,
            cancel);
        await WriteLedgerAsync(0, default, cancel);
    }

    private async Task CopySitesAsync(int part, bool there, CancellationToken cancel)
    {
        var first = (part - 1) * import.SitesPerPart;
        var some = sites.GetRange(first, Math.Min(import.SitesPerPart, sites.Count - first));
        var bytes = some.Count * import.BytesPerSite;
        if (there)
        {
            count.Done(bytes);
            return;
        }
        long seen = 0;
        await CopyValuesAsync(part, some, read =>
        {
            seen += read;
            count.Done(read);
        }, cancel);
        // The wire carries headers too: corrected here, so that progress ends at the whole.
        count.Done(bytes - seen);
    }

    private async Task CopyValuesAsync(int part, List<int> some, Action<int> onBytes, CancellationToken cancel)
    {
        // All columns of the key are named at both ends: else each part would read all that came before it.
        var selection =
            $"""
            output = ANY({Array(plan.Outputs, "smallint")})
            AND imt = ANY({Array(plan.Imts, "smallint")})
            AND site_id = ANY({Array(some, "int")})
            """;
        await PipeAsync("hazard_values", Values, selection, onBytes, cancel);

        var sums = await Task.WhenAll(
            SumAsync(from, $"icebox.hazard_values WHERE hazard_id = '{plan.Hazard.Id}' AND {selection}", cancel),
            SumAsync(to, $"engine.hazard_values WHERE import_id = '{import.Id}' AND {selection}", cancel));
        if (sums[0] != sums[1])
        {
            throw new InvalidDataException(
                $"part {part} of import {import.Id} came over as {sums[1]} where the icebox has {sums[0]}");
        }
        await WriteLedgerAsync(part, sums[1], cancel);
    }

    private async Task PipeAsync(
        string table,
        string columns,
        string condition,
        Action<int>? onBytes,
        CancellationToken cancel)
    {
        // COPY takes no parameters; ids and numbers of ours are all that is put in.
        var bytes = await CopyPipe.PipeAsync(
            from,
            $"""
            COPY (
                SELECT '{import.Id}'::uuid, {columns}
                FROM icebox.{table}
                WHERE hazard_id = '{plan.Hazard.Id}' AND {condition}
            ) TO STDOUT (FORMAT BINARY)
            """,
            to,
            $"COPY engine.{table} (import_id, {columns}) FROM STDIN (FORMAT BINARY)",
            onBytes,
            cancel);
        count.OnWire(bytes);
    }

    /// <summary>
    /// Whoever holds the lock of a part copies it; the lock goes with the transaction, however that ends.
    /// </summary>
    private async Task<bool> LockAsync(int part, bool wait, CancellationToken cancel)
    {
        const string Key = "hashtextextended($1::text, $2)";
        if (wait)
            await to.ExecuteAsync($"SELECT pg_advisory_xact_lock({Key})", cancel, import.Id, (long)part);
        // Whoever has it may take it again.
        var got = await to.ScalarAsync<bool>(
            $"SELECT pg_try_advisory_xact_lock({Key})",
            cancel,
            import.Id,
            (long)part);
        if (got)
            await to.ExecuteAsync(PartPatience.Sql(import.SitesPerPart * import.BytesPerSite), cancel);
        return got;
    }

    private Task<int> WriteLedgerAsync(int part, ValueSums sums, CancellationToken cancel) => to.ExecuteAsync(
        """
        INSERT INTO engine.import_part (import_id, part, rows, bytes, checksum_sum, copied_at)
        VALUES ($1, $2, $3, $4, $5, now())
        """,
        cancel,
        import.Id,
        part,
        sums.Rows,
        sums.Bytes,
        sums.Checksum);

    private static async Task<ValueSums> SumAsync(
        NpgsqlConnection connection,
        string rows,
        CancellationToken cancel)
    {
        var sums = await connection.QueryAsync(
            $"""
            SELECT count(*), coalesce(sum(octet_length(payload)), 0)::bigint, coalesce(sum(checksum), 0)
            FROM {rows}
            """,
            row => new ValueSums(row.GetInt64(0), row.GetInt64(1), row.GetDecimal(2)),
            cancel);
        return sums.Single();
    }

    private static string Array<T>(IEnumerable<T> numbers, string type) where T : struct =>
        $"'{{{string.Join(',', numbers)}}}'::{type}[]";

    /// <summary>What must be the same at both ends.</summary>
    private readonly record struct ValueSums(long Rows, long Bytes, decimal Checksum);
}
