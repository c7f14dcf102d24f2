using Npgsql;
using Workers.Risk.Hazard;
using Workers.Storage.Copy;
using Workers.Storage.Hazard;

namespace Workers.Storage.Import;

/// <summary>Streams values of an import to where they belong, each exactly once and checked.</summary>
/// <param name="set">What the import holds.</param>
/// <param name="importId">The import.</param>
/// <param name="sites">The sites whose values are wanted, all or some.</param>
internal sealed class ImportValueReader(ImportContents set, Guid importId, SiteCollection sites)
{
    /// <summary>
    /// Where a payload belongs, by positions of output, IMT and wanted site, and chunk; as many bytes as it must have.
    /// </summary>
    public delegate Span<byte> Place(int output, int imt, int site, int chunk);

    /// <summary>Reads whole rows and checks each against its checksum.</summary>
    /// <param name="chunks">Event chunks; one for curves.</param>
    public Task ReadAsync(NpgsqlDataSource engine, Range chunks, Place place, CancellationToken cancel) =>
        ReadAsync(engine, "payload", chunks, place, whole: true, cancel);

    /// <summary>
    /// Reads a part of the rows of a chunk. Nothing can be checked but its length: whoever reads rows in parts checks
    /// them as a whole apart from that.
    /// </summary>
    /// <param name="first">First byte.</param>
    /// <param name="length">Number of bytes.</param>
    public Task ReadPartAsync(
        NpgsqlDataSource engine,
        int chunk,
        int first,
        int length,
        Place place,
        CancellationToken cancel)
    {
        var part = $"substring(payload FROM {first + 1} FOR {length})";
        return ReadAsync(engine, part, chunk..(chunk + 1), place, whole: false, cancel);
    }

    private async Task ReadAsync(
        NpgsqlDataSource engine,
        string payloadOrPart,
        Range chunks,
        Place place,
        bool whole,
        CancellationToken cancel)
    {
        var outputs = set.Outputs.Select((x, i) => (x.Ordinal, i)).ToDictionary(x => x.Ordinal, x => x.i);
        var imts = set.Imts.Select((x, i) => (x.Ordinal, i)).ToDictionary(x => x.Ordinal, x => x.i);
        var some = sites.Count < set.Sites.Count ? $" AND site_id = ANY('{{{string.Join(',', sites.Ids)}}}')" : "";
        await using var connection = await engine.OpenConnectionAsync(cancel);
        await using var rows = await BinaryCopyReader.OpenAsync(
            connection,
            $"""
            SELECT output, imt, site_id, chunk, checksum, {payloadOrPart}
            FROM engine.hazard_values
            WHERE import_id = '{importId}'
            AND chunk >= {chunks.Start.Value}
            AND chunk < {chunks.End.Value}{some}
            """,
            cancel);
        long count = 0;
        while (await rows.NextAsync(cancel))
        {
            // In the order of the query's columns.
            var output = outputs[await rows.Int16Async(cancel)];
            var imt = imts[await rows.Int16Async(cancel)];
            var siteId = await rows.Int32Async(cancel);
            var chunk = await rows.Int16Async(cancel);
            var checksum = await rows.Int64Async(cancel);
            var payload = await rows.BytesAsync(cancel);
            var target = place(output, imt, Array.BinarySearch(sites.Ids, siteId), chunk);
            if (payload.Length != target.Length || (whole && Payload.Checksum(payload.Span) != checksum))
            {
                throw new InvalidDataException(
                    $"the values of {set.Outputs[output].Name} {set.Imts[imt].Name} at site {siteId} "
                    + "are not those that were archived");
            }
            payload.Span.CopyTo(target);
            count++;
        }
        // The buffers may hold values of an earlier read: a row that is missing would leave those in its place.
        var expected = (long)set.Outputs.Count * set.Imts.Count * sites.Count * (chunks.End.Value - chunks.Start.Value);
        if (count != expected)
        {
            throw new InvalidDataException(
                $"import {importId} has {count} rows of values where there should be {expected}");
        }
    }
}
