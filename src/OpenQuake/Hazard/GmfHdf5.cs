using PureHDF;
using Workers.Errors;
using Workers.OpenQuake.Text;
using Workers.Risk.Hazard;

namespace Workers.OpenQuake.Hazard;

/// <summary>
/// Ground motion fields as the engine exports them to HDF5: <c>gmf_data/{eid,sid,gmv_0,…}</c> with attributes,
/// <c>sitecol/{sids,lon,lat,depth}</c> (base.py: <c>import_gmfs_hdf5</c>). All events belong to realization 0.
/// </summary>
internal static class GmfHdf5
{
    private static readonly string[] Times = ["investigation_time", "effective_time"];

    /// <summary>
    /// Bytes that datasets may declare for each byte of the file: values of ground motion hardly compress.
    /// </summary>
    private const ulong MaxRatio = 100;

    /// <summary>As many bytes as this may be declared in a file of any size.</summary>
    private const ulong AlwaysReadable = 1 << 20;

    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">Name that errors show.</param>
    /// <param name="metadata">Gets its investigation time and effective time.</param>
    public static GroundMotionContent Read(string path, string name, HazardMetadata metadata)
    {
        try
        {
            using var file = H5File.OpenRead(path);
            return Read(file, name, metadata, new FileInfo(path).Length);
        }
        // PureHDF throws what it likes on damaged files; memory is no fault of the file.
        catch (Exception e) when (e is not (InputException or OutOfMemoryException))
        {
            throw GroundMotionErrors.UnreadableHdf5(e.Message, name);
        }
    }

    private static GroundMotionContent Read(IH5Group file, string name, HazardMetadata metadata, long fileBytes)
    {
        var data = file.Group("gmf_data");
        // All sizes are looked at before anything is read.
        var imts = ReadImts(data, name);
        RequireDeclared(DatasetsOf(data, file.Group("sitecol"), imts.Length), fileBytes, name);
        var sites = ReadSites(file.Group("sitecol"), name);
        // A time in the file makes an event set of it: so the engine takes it (post_risk.py).
        metadata.TakeComment(ReadTimes(data), name);
        var eventIds = data.Dataset("eid").Read<uint[]>();
        var siteIds = data.Dataset("sid").Read<uint[]>();
        var events = EventsOf(eventIds, data.Attribute("num_events").Read<long>(), sites.Collection.Count, name);
        var values = imts.Select((_, i) => data.Dataset($"gmv_{i}").Read<float[]>()).ToArray();
        if (imts.Length == 0 || values.Any(v => v.Length != eventIds.Length) || siteIds.Length != eventIds.Length)
            throw GroundMotionErrors.Hdf5ColumnsDiffer(name);
        return new(sites, events, imts, Fill(sites.Collection, events, eventIds, siteIds, values, name));
    }

    /// <summary>The datasets that are read.</summary>
    private static IEnumerable<IH5Dataset> DatasetsOf(IH5Group data, IH5Group sites, int imts)
    {
        string[] ofData = ["eid", "sid", .. Enumerable.Range(0, imts).Select(i => $"gmv_{i}")];
        string[] ofSites = ["sids", "lon", "lat", "depth"];
        return ofData.Where(data.LinkExists).Select(data.Dataset)
            .Concat(ofSites.Where(sites.LinkExists).Select(sites.Dataset));
    }

    private static void RequireDeclared(IEnumerable<IH5Dataset> datasets, long fileBytes, string name)
    {
        var most = AlwaysReadable + (ulong)fileBytes * MaxRatio;
        UInt128 declared = 0;
        foreach (var dataset in datasets)
        {
            // 128 bits: dimensions are 64 bits each, and hostile files multiply to any size.
            declared += dataset.Space.Dimensions.Aggregate((UInt128)dataset.Type.Size, (all, length) => all * length);
            if (declared > most)
                throw GroundMotionErrors.Hdf5DeclaresTooMuch(
                    dataset.Name, (ulong)UInt128.Min(declared, ulong.MaxValue), fileBytes, name);
        }
    }

    private static string[] ReadImts(IH5Group data, string name)
    {
        var text = data.Attribute("imts").Read<string>();
        if (text.Contains('\0'))
            throw CsvErrors.NullCharacter(ErrorCode.HazardFileMalformed, name);
        var imts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (imts.Length > GmfCsv.MaxImts)
            throw GroundMotionErrors.TooManyImts(GmfCsv.MaxImts, name);
        return [.. imts.Select(i => ImtName.TryNormalize(i) ?? i)];
    }

    private static Sites ReadSites(IH5Group group, string name)
    {
        var ids = group.Dataset("sids").Read<uint[]>();
        var lons = group.Dataset("lon").Read<double[]>();
        var lats = group.Dataset("lat").Read<double[]>();
        var depths = group.LinkExists("depth") ? group.Dataset("depth").Read<double[]>() : new double[ids.Length];
        var rows = new List<SiteRow>(ids.Length);
        for (var i = 0; i < ids.Length; i++)
        {
            // Written so that NaN is refused too.
            if (!(Math.Abs(lons[i]) <= 180 && Math.Abs(lats[i]) <= 90))
                throw HazardErrors.SiteOutOfRange(lons[i], lats[i], name);
            if (!double.IsFinite(depths[i]))
                throw HazardErrors.NotANumber($"{depths[i]}", $"{name} sitecol row {i}");
            if (ids[i] > int.MaxValue)
                throw HazardErrors.NoId($"{ids[i]}", $"{name} sitecol row {i}");
            rows.Add(new(
                (int)ids[i], Math.Round(lons[i], 5), Math.Round(lats[i], 5), depths[i], $"{name} sitecol row {i}"));
        }
        return Sites.From([.. rows.OrderBy(r => r.Id)], name);
    }

    /// <summary>
    /// The events with ground motion; as many more as num_events says are numbered after them, as in the engine.
    /// </summary>
    private static EventSet EventsOf(uint[] ids, long count, int sites, string name)
    {
        var known = ids.Distinct().Order().Select(i => (long)i).ToList();
        if (known.Count == 0 || count < known.Count || count > int.MaxValue)
            throw GroundMotionErrors.OtherEventCount(known.Count, count, name);
        GmfGrid.RequireRows(sites, count, ids.Length, name);
        var all = new long[count];
        for (var i = 0; i < all.Length; i++)
            // Events without ground motion count in averages, so they need ids.
            all[i] = i < known.Count ? known[i] : all[i - 1] + 1;
        // Realization 0 and rupture 0: the file knows neither.
        return new(all, new int[all.Length], null, new long[all.Length]);
    }

    private static float[][] Fill(
        SiteCollection sites,
        EventSet events,
        uint[] eventIds,
        uint[] siteIds,
        float[][] values,
        string name)
    {
        var grid = new GmfGrid(values.Length, sites, events, eventIds.Length, name);
        var eventIndex = new IdIndex(events.Ids);
        var siteIndex = new IdIndex([.. sites.Ids.Select(i => (long)i)]);
        var row = new float[values.Length];
        for (var i = 0; i < eventIds.Length; i++)
        {
            var eventAt = eventIndex.Find(eventIds[i]);
            var siteAt = siteIndex.Find(siteIds[i]);
            if (siteAt < 0)
                throw GroundMotionErrors.UnknownSite($"{siteIds[i]}", Row(name, i));
            for (var imt = 0; imt < row.Length; imt++)
                row[imt] = Check(values[imt][i], name, i);
            if (!grid.TrySet(siteAt, eventAt, row))
                throw grid.Duplicate(siteAt, eventAt, Row(name, i));
        }
        return grid.Gmvs;
    }

    private static float Check(float gmv, string name, int row)
    {
        if (!float.IsFinite(gmv))
            throw HazardErrors.NotANumber($"{gmv}", Row(name, row));
        return gmv >= 0 ? gmv : throw GroundMotionErrors.NegativeIntensity(gmv, Row(name, row));
    }

    private static string Row(string name, int row) => $"{name} gmf_data row {row}";

    private static Dictionary<string, string> ReadTimes(IH5Group data) => Times
        .Where(data.AttributeExists)
        .ToDictionary(n => n, n => data.Attribute(n).Read<double>().ToString("R"));
}
