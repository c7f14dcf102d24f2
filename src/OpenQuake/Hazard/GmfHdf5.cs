using PureHDF;
using Workers.OpenQuake.Ini;
using Workers.Risk.Hazard;
using Workers.Errors;

namespace Workers.OpenQuake.Hazard;

/// <summary>
/// Ground motion fields as the engine exports them to HDF5: <c>gmf_data/{eid,sid,gmv_0,…}</c> with attributes, <c>sitecol/{sids,lon,lat,depth}</c>
/// (base.py: <c>import_gmfs_hdf5</c>). All events belong to realization 0.
/// </summary>
internal static class GmfHdf5
{
    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">Name that messages show.</param>
    /// <param name="metadata">Gets its investigation time and effective time.</param>
    public static GroundMotionContent Read(string path, string name, HazardMetadata metadata)
    {
        try
        {
            using var file = H5File.OpenRead(path);
            var (data, sites) = (file.Group("gmf_data"), ReadSites(file.Group("sitecol"), name));
            metadata.TakeComment(Attributes(data), name);
            var imts = data.Attribute("imts").Read<string>().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var (eventIds, siteIds) = (data.Dataset("eid").Read<uint[]>(), data.Dataset("sid").Read<uint[]>());
            var events = Events(eventIds, data.Attribute("num_events").Read<long>(), name);
            var values = imts.Select((_, i) => data.Dataset($"gmv_{i}").Read<float[]>()).ToArray();
            if (imts.Length == 0 || values.Any(v => v.Length != eventIds.Length) || siteIds.Length != eventIds.Length)
                throw Malformed("The columns of gmf_data differ in length, or there are none.", name);
            return new(sites, events, imts, Fill(sites, events, eventIds, siteIds, values, name));
        }
        catch (Exception e) when (e is not (InputException or OutOfMemoryException))
        {
            throw Malformed($"The HDF5 file cannot be read: {IniFile.Shorten(e.Message)}", name);
        }
    }

    private static Sites ReadSites(IH5Group group, string name)
    {
        var (ids, lons, lats) = (group.Dataset("sids").Read<uint[]>(), group.Dataset("lon").Read<double[]>(), group.Dataset("lat").Read<double[]>());
        var depths = group.LinkExists("depth") ? group.Dataset("depth").Read<double[]>() : new double[ids.Length];
        if (lons.Any(v => !(Math.Abs(v) <= 180)) || lats.Any(v => !(Math.Abs(v) <= 90)))
            throw new InputException(ErrorCode.CoordinateOutOfRange, "A site is out of range.", name, "degrees from -180 to 180 and -90 to 90");
        var sites = ids.Select((id, i) => (Id: (int)id, Lon: Math.Round(lons[i], 5), Lat: Math.Round(lats[i], 5), Depth: depths[i], Place: $"{name} sitecol row {i}"))
            .OrderBy(s => s.Id).ToList();
        SitesCsv.Check(sites, name);
        return new(new([.. sites.Select(s => s.Id)], [.. sites.Select(s => s.Lon)], [.. sites.Select(s => s.Lat)]), [.. sites.Select(s => s.Depth)], null);
    }

    /// <summary>The events that shook something; as many more as num_events says are numbered after them, as in the engine.</summary>
    private static EventSet Events(uint[] ids, long count, string name)
    {
        var shook = ids.Distinct().Order().Select(i => (long)i).ToList();
        if (count < shook.Count || count > int.MaxValue || shook.Count == 0)
            throw new InputException(ErrorCode.EventIdsInvalid, $"There are {shook.Count} events; num_events says {count}.", name, "at least the events that have ground motion");
        long[] all = [.. shook, .. Enumerable.Range(1, (int)count - shook.Count).Select(i => shook[^1] + i)];
        return new(all, new int[all.Length], null, new long[all.Length]);
    }

    private static float[][] Fill(Sites sites, EventSet events, uint[] eventIds, uint[] siteIds, float[][] values, string name)
    {
        var grid = new GmfGrid(values.Length, sites.Collection, events, name);
        var (eventIndex, siteIndex) = (new IdIndex(events.Ids), new IdIndex([.. sites.Collection.Ids.Select(i => (long)i)]));
        var row = new float[values.Length];
        for (var i = 0; i < eventIds.Length; i++)
        {
            var (eventAt, siteAt) = (eventIndex.Find(eventIds[i]), siteIndex.Find(siteIds[i]));
            if (siteAt < 0)
                throw new InputException(ErrorCode.UnknownSite, $"There is no site {siteIds[i]}.", $"{name} gmf_data row {i}", "a site of the calculation");
            for (var imt = 0; imt < row.Length; imt++)
                row[imt] = Checked(values[imt][i], name, i);
            if (!grid.TrySet(siteAt, eventAt, row))
                throw grid.Duplicate(siteAt, eventAt, $"{name} gmf_data row {i}");
        }
        return grid.Gmvs;
    }

    private static float Checked(float gmv, string name, int row)
    {
        if (!float.IsFinite(gmv))
            throw new InputException(ErrorCode.HazardNotANumber, $"{gmv} is no intensity.", $"{name} gmf_data row {row}", "finite numbers");
        return gmv >= 0 ? gmv : throw new InputException(ErrorCode.NegativeIntensity, $"The intensity {gmv:R} is negative.", $"{name} gmf_data row {row}", "intensities not less than 0");
    }

    private static Dictionary<string, string> Attributes(IH5Group data) => new string[] { "investigation_time", "effective_time" }
        .Where(data.AttributeExists).ToDictionary(n => n, n => data.Attribute(n).Read<double>().ToString("R"));

    private static InputException Malformed(string what, string name) => new(ErrorCode.HazardFileMalformed, what, name,
        "an HDF5 export of the engine with gmf_data and sitecol");
}
