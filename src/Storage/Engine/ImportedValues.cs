using Npgsql;
using Workers.Storage.Copy;
using Workers.Storage.Hazard;

namespace Workers.Storage.Engine;

/// <summary>Streams the values of an import to where they belong, each exactly once and checked.</summary>
internal sealed class ImportedValues(ImportedSet set, Guid importId)
{
    /// <summary>Where a payload belongs, by positions of output, IMT and site, and chunk; as many bytes as it must have.</summary>
    public delegate Span<byte> Place(int output, int imt, int site, int chunk);

    /// <param name="place">Where payloads belong.</param>
    /// <param name="chunks">Event chunks per site.</param>
    public async Task ReadAsync(NpgsqlDataSource engine, Place place, int chunks, CancellationToken ct)
    {
        var outputs = set.Outputs.Select((x, i) => (x.Ordinal, i)).ToDictionary(x => x.Ordinal, x => x.i);
        var imts = set.Imts.Select((x, i) => (x.Ordinal, i)).ToDictionary(x => x.Ordinal, x => x.i);
        await using var connection = await engine.OpenConnectionAsync(ct);
        await using var rows = await CopyRows.OpenAsync(connection,
            $"SELECT output, imt, site_id, chunk, checksum, payload FROM engine.hazard_values WHERE import_id = '{importId}'", ct);
        long count = 0;
        while (await rows.NextAsync(ct))
        {
            var (output, imt) = (outputs[await rows.Int16Async(ct)], imts[await rows.Int16Async(ct)]);
            var (siteId, chunk) = (await rows.Int32Async(ct), await rows.Int16Async(ct));
            var checksum = await rows.Int64Async(ct);
            var payload = await rows.BytesAsync(ct);
            var target = place(output, imt, Array.BinarySearch(set.Sites.Ids, siteId), chunk);
            if (payload.Length != target.Length || Payload.Checksum(payload.Span) != checksum)
                throw new InvalidDataException($"the values of {set.Outputs[output].Name} {set.Imts[imt].Name} at site {siteId} are not those that were archived");
            payload.Span.CopyTo(target);
            count++;
        }
        var expected = (long)set.Outputs.Count * set.Imts.Count * set.Sites.Count * chunks;
        if (count != expected)
            throw new InvalidDataException($"import {importId} has {count} rows of values where there should be {expected}");
    }
}
