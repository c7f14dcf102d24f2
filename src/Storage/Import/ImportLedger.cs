using Npgsql;
using Workers.Storage.Databases;

namespace Workers.Storage.Import;

/// <summary>An import that is under way.</summary>
/// <param name="SitesPerPart">As the first importer cut it: a later one must cut alike to know what is there.</param>
/// <param name="RowsPerSite">Rows of values that each site must have.</param>
internal sealed record ImportInProgress(Guid Id, int SitesPerPart, int RowsPerSite, int Sites, long BytesPerSite)
{
    /// <summary>Rows of values that it must have.</summary>
    public long Rows => (long)Sites * RowsPerSite;
}

/// <summary>The row of an import and the parts of it that are done.</summary>
internal sealed class ImportLedger(NpgsqlConnection engine, string contentKey)
{
    /// <summary>The complete import of this content, its lease extended; null if there is none.</summary>
    public async Task<HazardImportResult?> FindCompleteAsync(TimeSpan lease, CancellationToken cancel)
    {
        // greatest: a lease that somebody has made longer is not cut.
        var found = await engine.QueryAsync(
            """
            UPDATE engine.import SET lease_expires_at = greatest(lease_expires_at, now() + $2)
            WHERE content_key = $1 AND complete
            RETURNING id, sites, "values", bytes
            """,
            row => new HazardImportResult(
                ImportId: row.GetGuid(0),
                Reused: true,
                Sites: row.GetInt32(1),
                Values: row.GetInt64(2),
                Bytes: row.GetInt64(3),
                BytesCopied: 0),
            cancel,
            contentKey,
            lease);
        return found.SingleOrDefault();
    }

    /// <summary>Begins an import, or goes on with one that was begun.</summary>
    public async Task<ImportInProgress> OpenAsync(
        ImportPlan plan,
        int sites,
        long bytesPerPart,
        int streams,
        TimeSpan lease,
        CancellationToken cancel)
    {
        var hazard = plan.Hazard;
        // On a conflict its lease only: how it was cut must stay, or nobody knows which sites are in a finished part.
        await engine.ExecuteAsync(
            """
            INSERT INTO engine.import (
                id, content_key, hazard_calculation_id, hazard_hash, hazard_mode, kind, investigation_time,
                ses_per_logic_tree_path, logic_tree_samples, parameters, sites, "values", bytes, sites_per_part,
                complete, created_at, lease_expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11, 0, $12, $13, false, now(), now() + $14)
            ON CONFLICT (content_key) DO UPDATE SET
                lease_expires_at = greatest(import.lease_expires_at, excluded.lease_expires_at)
            """,
            cancel,
            Guid.CreateVersion7(),
            contentKey,
            hazard.Id,
            hazard.ContentHash,
            hazard.Mode,
            hazard.Kind.ToString(),
            hazard.InvestigationTime,
            hazard.SesPerLogicTreePath,
            hazard.LogicTreeSamples,
            hazard.Parameters,
            sites,
            sites * plan.BytesPerSite,
            SitesPerPart(sites, plan.BytesPerSite, bytesPerPart, streams),
            lease);
        var rows = await engine.QueryAsync(
            "SELECT id, sites_per_part FROM engine.import WHERE content_key = $1",
            row => new ImportInProgress(
                row.GetGuid(0),
                row.GetInt32(1),
                plan.RowsPerSite,
                sites,
                plan.BytesPerSite),
            cancel,
            contentKey);
        return rows.Single();
    }

    /// <summary>Parts of equal size, and as many for each stream, so that all streams end together.</summary>
    private static int SitesPerPart(int sites, long bytesPerSite, long bytesPerPart, int streams)
    {
        var parts = Math.Clamp((sites * bytesPerSite + bytesPerPart - 1) / bytesPerPart, 1, sites);
        if (parts > 1)
            parts = Math.Min(sites, (parts + streams - 1) / streams * streams);
        return (int)((sites + parts - 1) / parts);
    }

    /// <summary>Adds up the parts into the manifest, if none is missing.</summary>
    public async Task<(long Values, long Bytes)> VerifyAsync(ImportInProgress import, CancellationToken cancel)
    {
        var sums = await SumPartsAsync(import, cancel);
        if (sums.Rows != import.Rows)
        {
            throw new InvalidDataException(
                $"import {import.Id} has {sums.Rows} rows in {sums.Parts} parts where {import.Rows} belong");
        }
        // NOT complete: the manifest of a finished import is what its jobs' provenance quotes.
        await engine.ExecuteAsync(
            """
            UPDATE engine.import SET
                bytes = $2,
                "values" = $2 / CASE kind WHEN 'Curves' THEN 8 ELSE 4 END,
                manifest = jsonb_build_object(
                    'sites', sites,
                    'parts', $3::bigint,
                    'rows', $4::bigint,
                    'bytes', $2,
                    'checksumSum', $5::text)
            WHERE id = $1 AND NOT complete
            """,
            cancel,
            import.Id,
            sums.Bytes,
            sums.Parts,
            sums.Rows,
            sums.Checksum);
        var values = await engine.ScalarAsync<long>(
            """SELECT "values" FROM engine.import WHERE id = $1""",
            cancel,
            import.Id);
        return (values, sums.Bytes);
    }

    private async Task<PartSums> SumPartsAsync(ImportInProgress import, CancellationToken cancel)
    {
        // As text: checksums are 64-bit numbers, and JSON readers would round their sum.
        var sums = await engine.QueryAsync(
            """
            SELECT count(*), sum(rows)::bigint, sum(bytes)::bigint, sum(checksum_sum)::text
            FROM engine.import_part
            WHERE import_id = $1 AND part > 0
            """,
            row => new PartSums(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3)),
            cancel,
            import.Id);
        return sums.Single();
    }

    private sealed record PartSums(long Parts, long Rows, long Bytes, string Checksum);
}
