using Npgsql;
using Workers.Risk.EventBased;
using Workers.Risk.Hazard;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Databases.Tables;
using Workers.Storage.Hazard;

namespace Workers.Storage.Import;

/// <summary>A complete import with all but its values in memory; these are read as they are needed.</summary>
public sealed class LoadedImport
{
    private readonly NpgsqlDataSource _engine;
    private readonly ImportRow _import;
    private readonly ImportContents _set;
    private readonly EventSet _events;

    internal LoadedImport(NpgsqlDataSource engine, ImportRow import, ImportContents set, EventSet events)
    {
        _engine = engine;
        _import = import;
        _set = set;
        _events = events;
        Hazard = import.Kind == HazardKind.Curves
            ? new CurveInput(Curves(set.Sites, []))
            : new GroundMotionInput(
                Fields(events, []),
                import.InvestigationTime,
                import.SesPerLogicTreePath ?? 1,
                import.LogicTreeSamples);
    }

    /// <summary>Its id.</summary>
    public Guid Id => _import.Id;

    /// <summary>The hazard without curves or ground motion values.</summary>
    public HazardInput Hazard { get; }

    /// <summary>
    /// Curves of all outputs and IMTs. Realizations are in the order of the outputs; a lone statistic is realization 0
    /// with weight 1.
    /// </summary>
    /// <param name="siteIds">Ids of the sites, ascending; null means all.</param>
    /// <exception cref="InvalidDataException">
    /// A payload does not agree with its checksum, or rows are missing.
    /// </exception>
    public async Task<HazardCurves> CurvesAsync(
        IReadOnlyList<int>? siteIds = null,
        CancellationToken cancel = default)
    {
        var sites = siteIds is null ? _set.Sites : Sites(siteIds);
        var curves = _set.Outputs.Select(_ => EmptyCurves(sites.Count)).ToArray();
        await new ImportValueReader(_set, _import.Id, sites).ReadAsync(_engine, ..1, (output, imt, site, _) =>
        {
            var levels = _set.Imts[imt].Levels.Length;
            return Payload.Into(curves[output][imt].AsSpan(site * levels, levels));
        }, cancel);
        return Curves(sites, curves);
    }

    /// <summary>Ground motion of all IMTs and sites.</summary>
    /// <param name="range">
    /// The events: whole chunks of <see cref="HazardTables.EventsPerChunk"/>, or a part of one; null means all.
    /// </param>
    /// <param name="buffers">
    /// Arrays to put the values in, one for each IMT, made or made larger as needed; null for new ones.
    /// </param>
    /// <exception cref="InvalidDataException">
    /// A payload does not agree with its checksum, or rows are missing.
    /// </exception>
    public async Task<GroundMotionFields> GroundMotionAsync(
        EventRange? range = null,
        float[]?[]? buffers = null,
        CancellationToken cancel = default)
    {
        var first = range?.First ?? 0;
        var count = range?.Count ?? _events.Count;
        // checked: an array of floats holds no more than an int counts.
        var size = checked(_set.Sites.Count * count);
        var gmvs = new float[_set.Imts.Count][];
        for (var imt = 0; imt < gmvs.Length; imt++)
            gmvs[imt] = Buffer(buffers, imt, size);

        var values = new ImportValueReader(_set, _import.Id, _set.Sites);
        if (WholeChunks(first, count) is { } chunks)
            await values.ReadAsync(_engine, chunks, PlaceOfChunk, cancel);
        else
            await ReadPartAsync();
        return Fields(_events.Slice(first..(first + count)), gmvs);

        Span<byte> PlaceOfChunk(int output, int imt, int site, int chunk)
        {
            var (start, length) = EventsOf(chunk);
            return Payload.Into(gmvs[imt].AsSpan(site * count + start - first, length));
        }

        Task ReadPartAsync() => values.ReadPartAsync(
            _engine,
            first / HazardTables.EventsPerChunk,
            first % HazardTables.EventsPerChunk * sizeof(float),
            count * sizeof(float),
            (_, imt, site, _) => Payload.Into(gmvs[imt].AsSpan(site * count, count)),
            cancel);
    }

    /// <summary>
    /// Checks a share of the ground motion against its checksums, for calculations that read parts of rows: block by
    /// block all of it, once. Does nothing for blocks of whole rows, which are checked when they are read.
    /// </summary>
    public async Task CheckShareAsync(IReadOnlyList<EventRange> blocks, int block, CancellationToken cancel = default)
    {
        if (WholeChunks(blocks[0].First, blocks[0].Count) is not null)
            return;
        // In long: sites times blocks may pass what an int holds.
        var sites = _set.Sites;
        var first = (int)((long)sites.Count * block / blocks.Count);
        var end = (int)((long)sites.Count * (block + 1) / blocks.Count);
        if (first == end)
            return;
        // Every payload goes to the same place: only the check counts.
        var buffer = new float[HazardTables.EventsPerChunk];
        var share = new ImportValueReader(_set, _import.Id, Sites(sites.Ids[first..end]));
        await share.ReadAsync(
            _engine,
            ..Payload.Chunks(_events.Count),
            (_, _, _, chunk) => Payload.Into(buffer.AsSpan(0, EventsOf(chunk).Length)),
            cancel);
    }

    private static float[] Buffer(float[]?[]? buffers, int imt, int size)
    {
        if (buffers?[imt] is { } used && used.Length >= size)
            return used;
        // Not cleared: each value is written, which the count of rows makes sure of.
        var buffer = GC.AllocateUninitializedArray<float>(size);
        if (buffers is not null)
            buffers[imt] = buffer;
        return buffer;
    }

    private double[][] EmptyCurves(int sites) =>
        [.. _set.Imts.Select(imt => new double[sites * imt.Levels.Length])];

    private (int Start, int Length) EventsOf(int chunk) =>
        Payload.Chunk(chunk, _events.Count).GetOffsetAndLength(_events.Count);

    /// <summary>The chunks that a range of events is made of; null if it is a part of one.</summary>
    private Range? WholeChunks(int first, int count)
    {
        const int Size = HazardTables.EventsPerChunk;
        var end = first + count;
        if (first % Size == 0 && (end % Size == 0 || end == _events.Count))
            return (first / Size)..Math.Max(first / Size + 1, Payload.Chunks(end));
        if (first / Size == (end - 1) / Size)
            return null;
        throw new ArgumentOutOfRangeException(
            nameof(count),
            $"events {first} to {end} are neither whole chunks nor a part of one");
    }

    private SiteCollection Sites(IReadOnlyList<int> ids)
    {
        int[] positions = [.. ids.Select(id => Array.BinarySearch(_set.Sites.Ids, id))];
        return new SiteCollection(
            [.. ids],
            [.. positions.Select(p => _set.Sites.Lons[p])],
            [.. positions.Select(p => _set.Sites.Lats[p])]);
    }

    private HazardCurves Curves(SiteCollection sites, double[][][] poes) => new(
        _import.InvestigationTime ?? throw new InvalidDataException("curves without an investigation time"),
        sites,
        [.. _set.Imts.Select(x => new ImtLevels(x.Name, x.Levels))],
        _set.CurveRealizations(),
        poes);

    private GroundMotionFields Fields(EventSet events, float[][] gmvs) => new(
        _set.Sites,
        [.. _set.Imts.Select(x => x.Name)],
        events,
        _set.Realizations,
        gmvs);
}
