using System.Buffers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using NpgsqlTypes;
using Workers.Risk.Hazard;
using Workers.Storage.Copy;
using Workers.Storage.Databases.Tables;
using Workers.Storage.Spatial;

namespace Workers.Storage.Hazard;

/// <summary>Writes the tables of a hazard calculation by binary COPY, on a connection with a transaction.</summary>
internal sealed class HazardTableWriter(
    NpgsqlConnection connection,
    IModel model,
    Guid id,
    ArchivableHazard hazard,
    IProgress<long>? progress)
{
    private const string CopyValues =
        """
        COPY icebox.hazard_values (hazard_id, output, imt, site_id, chunk, checksum, payload)
        FROM STDIN (FORMAT BINARY)
        """;

    // Neighbours on the map are neighbours on the disk: an import of an area reads few pages.
    private readonly int[] _order = HilbertCurve.Order(hazard.Sites.Lons, hazard.Sites.Lats);
    private long _rows;

    public async Task WriteAsync(CancellationToken cancel)
    {
        await connection.CopyAsync(model, Realizations(), cancel);
        await connection.CopyAsync(model, Imts(), cancel);
        await connection.CopyAsync(model, Outputs(), cancel);
        await connection.CopyAsync(model, Sites(), cancel);
        if (hazard.GroundMotion is { } motion)
            await connection.CopyAsync(model, Events(motion.Events), cancel);
        await WriteValuesAsync(cancel);
    }

    private IEnumerable<RealizationRow> Realizations() => hazard.Realizations.Select(r => new RealizationRow
    {
        SetId = id,
        Ordinal = r.Ordinal,
        Weight = r.Weight,
        BranchPath = r.BranchPath,
    });

    private IEnumerable<ImtRow> Imts() => hazard.Imts.Select((imt, i) => new ImtRow
    {
        SetId = id,
        Ordinal = (short)i,
        Name = imt.Imt,
        Levels = imt.Levels,
    });

    private IEnumerable<HazardOutputRow> Outputs() => hazard.Outputs.Select((output, i) => new HazardOutputRow
    {
        SetId = id,
        Ordinal = (short)i,
        Name = output.Name,
        Realization = output.Realization,
        Statistic = output.Statistic,
    });

    private IEnumerable<HazardSiteRow> Sites() => _order.Select((site, place) => new HazardSiteRow
    {
        SetId = id,
        SiteId = hazard.Sites.Ids[site],
        CurveOrder = place,
        Lon = hazard.Sites.Lons[site],
        Lat = hazard.Sites.Lats[site],
        Depth = hazard.Depths[site],
        Parameters = JsonSerializer.Serialize(hazard.SiteParameters.ToDictionary(p => p.Key, p => p.Value[site])),
    });

    private IEnumerable<HazardEventRow> Events(EventSet events)
    {
        for (var chunk = 0; chunk < Payload.Chunks(events.Count); chunk++)
        {
            var range = Payload.Chunk(chunk, events.Count);
            yield return new HazardEventRow
            {
                SetId = id,
                Chunk = (short)chunk,
                Ids = events.Ids[range],
                Realizations = events.Realizations[range],
                Years = events.Years?[range],
                Ruptures = events.Ruptures?[range],
            };
        }
    }

    private async Task WriteValuesAsync(CancellationToken cancel)
    {
        await using var writer = await connection.BeginBinaryImportAsync(CopyValues, cancel);
        for (var output = 0; output < hazard.Outputs.Count; output++)
        {
            for (var imt = 0; imt < hazard.Imts.Count; imt++)
            {
                foreach (var site in _order)
                    await WriteSiteAsync(writer, output, imt, site, cancel);
            }
        }
        await writer.CompleteAsync(cancel);
    }

    private async Task WriteSiteAsync(
        NpgsqlBinaryImporter writer,
        int output,
        int imt,
        int site,
        CancellationToken cancel)
    {
        var events = hazard.GroundMotion?.Events.Count ?? 0;
        var chunks = hazard.Kind == HazardKind.Curves ? 1 : Payload.Chunks(events);
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var (buffer, length) = Rent(output, imt, site, Payload.Chunk(chunk, events));
            await writer.StartRowAsync(cancel);
            await writer.WriteAsync(id, NpgsqlDbType.Uuid, cancel);
            await writer.WriteAsync((short)output, NpgsqlDbType.Smallint, cancel);
            await writer.WriteAsync((short)imt, NpgsqlDbType.Smallint, cancel);
            await writer.WriteAsync(hazard.Sites.Ids[site], NpgsqlDbType.Integer, cancel);
            await writer.WriteAsync((short)chunk, NpgsqlDbType.Smallint, cancel);
            await writer.WriteAsync(Payload.Checksum(buffer.AsSpan(0, length)), NpgsqlDbType.Bigint, cancel);
            await writer.WriteAsync(buffer.AsMemory(0, length), NpgsqlDbType.Bytea, cancel);
            ArrayPool<byte>.Shared.Return(buffer);
            _rows++;
            progress?.Report(_rows);
        }
    }

    // Copied, since a span of the values cannot live across an await.
    private (byte[] Buffer, int Length) Rent(int output, int imt, int site, Range chunk)
    {
        var payload = hazard.Kind == HazardKind.GroundMotion
            ? Payload.BytesOf(hazard.GroundMotion!.Values(imt, site)[chunk])
            : Payload.BytesOf(Curve(hazard.Poes![output][imt], hazard.Imts[imt].Levels.Length, site));
        var buffer = ArrayPool<byte>.Shared.Rent(payload.Length);
        payload.CopyTo(buffer);
        return (buffer, payload.Length);
    }

    private static ReadOnlySpan<double> Curve(double[] poes, int levels, int site) =>
        poes.AsSpan(site * levels, levels);
}
