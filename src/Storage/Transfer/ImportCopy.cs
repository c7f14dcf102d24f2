using Npgsql;
using Workers.Storage.Copy;

namespace Workers.Storage.Transfer;

/// <summary>
/// Copies an import part by part: part 0 is everything but the values, then come blocks of neighbouring sites. A part is one transaction
/// with its line in the ledger, so a cut COPY leaves nothing, and several importers of the same content share the work.
/// </summary>
internal sealed class ImportCopy(NpgsqlConnection from, NpgsqlConnection to, ImportPlan plan, OpenImport import, List<int> sites)
{
    private const string Values = "output, imt, site_id, chunk, checksum, payload";
    private long _done, _copied;

    /// <returns>Bytes on the wire.</returns>
    public async Task<long> RunAsync(IProgress<TransferProgress>? progress, CancellationToken ct)
    {
        var parts = 1 + ((sites.Count + import.SitesPerPart - 1) / import.SitesPerPart);
        var busy = new List<int>();
        for (var part = 0; part < parts; part++)
        {
            if (!await CopyPartAsync(part, wait: false, progress, ct))
                busy.Add(part);
        }
        foreach (var part in busy)
            await CopyPartAsync(part, wait: true, progress, ct);
        return _copied;
    }

    /// <returns>False if somebody else is at it, and we are not to wait.</returns>
    private async Task<bool> CopyPartAsync(int part, bool wait, IProgress<TransferProgress>? progress, CancellationToken ct)
    {
        await using var transaction = await to.BeginTransactionAsync(ct);
        if (!await LockAsync(part, wait, ct))
            return false;

        var block = part == 0 ? sites : sites.Slice((part - 1) * import.SitesPerPart, Math.Min(import.SitesPerPart, sites.Count - ((part - 1) * import.SitesPerPart)));
        var before = _done;
        if (!await to.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM engine.import_part WHERE import_id = $1 AND part = $2)", ct, import.Id, part))
        {
            if (part == 0)
                await CopyDescriptionAsync(ct);
            else
                await CopyValuesAsync(part, block, progress, ct);
            await transaction.CommitAsync(ct);
        }
        _done = part == 0 ? 0 : before + (block.Count * import.BytesPerSite);
        progress?.Report(new TransferProgress(_done, import.Sites * import.BytesPerSite));
        return true;
    }

    private async Task CopyDescriptionAsync(CancellationToken ct)
    {
        await PipeAsync("realization", "ordinal, weight, branch_path", "true", null, ct);
        await PipeAsync("imt", "ordinal, name, levels", $"ordinal = ANY({Array(plan.Imts, "smallint")})", null, ct);
        await PipeAsync("hazard_output", "ordinal, name, realization, statistic", $"ordinal = ANY({Array(plan.Outputs, "smallint")})", null, ct);
        await PipeAsync("hazard_event", "chunk, ids, realizations, years, ruptures", "true", null, ct);
        await PipeAsync("hazard_site", "site_id, curve_order, lon, lat, depth, parameters", $"site_id = ANY({Array(sites, "int")})", null, ct);
        await to.ExecuteAsync("INSERT INTO engine.import_part (import_id, part, rows, bytes, checksum_sum, copied_at) VALUES ($1, 0, 0, 0, 0, now())", ct, import.Id);
    }

    private async Task CopyValuesAsync(int part, List<int> block, IProgress<TransferProgress>? progress, CancellationToken ct)
    {
        var selection = $"output = ANY({Array(plan.Outputs, "smallint")}) AND imt = ANY({Array(plan.Imts, "smallint")}) AND site_id = ANY({Array(block, "int")})";
        await PipeAsync("hazard_values", Values, selection, bytes =>
        {
            _done = Math.Min(_done + bytes, import.Sites * import.BytesPerSite);
            progress?.Report(new TransferProgress(_done, import.Sites * import.BytesPerSite));
        }, ct);

        var source = await SumAsync(from, $"icebox.hazard_values WHERE hazard_id = '{plan.Hazard.Id}' AND {selection}", ct);
        var copy = await SumAsync(to, $"engine.hazard_values WHERE import_id = '{import.Id}' AND site_id = ANY({Array(block, "int")})", ct);
        if (source != copy)
            throw new InvalidDataException($"part {part} of import {import.Id} came over as {copy} where the icebox has {source}");
        await to.ExecuteAsync("INSERT INTO engine.import_part (import_id, part, rows, bytes, checksum_sum, copied_at) VALUES ($1, $2, $3, $4, $5, now())", ct, import.Id, part, copy.Rows, copy.Bytes, copy.Checksum);
    }

    private async Task PipeAsync(string table, string columns, string condition, Action<int>? onBytes, CancellationToken ct) =>
        _copied += await CopyPipe.PipeAsync(
            from, $"COPY (SELECT '{import.Id}'::uuid, {columns} FROM icebox.{table} WHERE hazard_id = '{plan.Hazard.Id}' AND {condition}) TO STDOUT (FORMAT BINARY)",
            to, $"COPY engine.{table} (import_id, {columns}) FROM STDIN (FORMAT BINARY)", onBytes, ct);

    /// <summary>Whoever holds the lock of a part copies it; the lock goes with the transaction, however that ends.</summary>
    private async Task<bool> LockAsync(int part, bool wait, CancellationToken ct)
    {
        const string Key = "hashtextextended($1::text, $2)";
        if (!wait)
            return await to.ScalarAsync<bool>($"SELECT pg_try_advisory_xact_lock({Key})", ct, import.Id, (long)part);
        await to.ExecuteAsync($"SELECT pg_advisory_xact_lock({Key})", ct, import.Id, (long)part);
        return true;
    }

    private static async Task<(long Rows, long Bytes, decimal Checksum)> SumAsync(NpgsqlConnection connection, string rows, CancellationToken ct) =>
        (await connection.QueryAsync($"SELECT count(*), coalesce(sum(octet_length(payload)), 0)::bigint, coalesce(sum(checksum), 0) FROM {rows}",
            row => (row.GetInt64(0), row.GetInt64(1), row.GetDecimal(2)), ct)).Single();

    private static string Array<T>(IEnumerable<T> numbers, string type) where T : struct => $"'{{{string.Join(',', numbers)}}}'::{type}[]";
}
