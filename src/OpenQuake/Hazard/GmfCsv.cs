using System.Text;
using Workers.Errors;
using Workers.OpenQuake.Csv;
using Workers.OpenQuake.Text;
using Workers.Risk.Hazard;

namespace Workers.OpenQuake.Hazard;

/// <summary>
/// Ground motion fields as CSV: event_id, site_id, gmv_PGA, …, in any order of columns and rows, also under the
/// engine's older names (eid, sid); other columns than those and realization numbers are intensities of secondary
/// perils.
/// </summary>
internal static class GmfCsv
{
    /// <summary>Prefix of columns with ground motion values.</summary>
    private const string Prefix = "gmv_";

    // Values of a row lie on the stack (see Read).
    public const int MaxImts = 256;

    private enum Role
    {
        Skipped,
        EventId,
        SiteId,
        CustomSiteId,
        Intensity,
    }

    /// <summary>The IMTs of the header.</summary>
    public static IReadOnlyList<string> ImtsOf(Utf8Csv csv)
    {
        var imts = csv.Header.Where(column => RoleOf(column) == Role.Intensity).Select(ImtOf).ToList();
        for (var i = 1; i < imts.Count; i++)
            if (imts.IndexOf(imts[i]) < i)
                throw GroundMotionErrors.DuplicateImt(imts[i], csv.Name);
        return imts;
    }

    private static string ImtOf(string column)
    {
        var name = column.StartsWith(Prefix, StringComparison.Ordinal) ? column[Prefix.Length..] : column;
        return ImtName.TryNormalize(name) ?? name;
    }

    /// <summary>
    /// The distinct event ids of a file: where there is no file of events, the events with at least one GMV.
    /// </summary>
    public static long[] ReadEventIds(string path, string name)
    {
        using var csv = new Utf8Csv(path, name, ErrorCode.HazardFileMalformed);
        var column = Array.FindIndex(csv.Header, h => RoleOf(h) == Role.EventId);
        if (column < 0)
            throw GroundMotionErrors.NoFieldColumns(csv.At);
        var ids = new HashSet<long>();
        var last = -1L;
        while (csv.NextRow())
        {
            var id = ReadId(FieldAt(column, csv.Row), csv);
            // Rows of an event mostly stand together: most lookups are saved.
            if (id != last)
                ids.Add(id);
            last = id;
        }
        return [.. ids.Order()];
    }

    /// <summary><c>[imt]</c>: sites × events, row-major, NaN where there is no row.</summary>
    /// <param name="csv">The file, after its header.</param>
    /// <param name="sites">The sites.</param>
    /// <param name="events">The events.</param>
    /// <param name="sitesMayBeLeftOut">Rows at sites that are not there are passed over instead of refused.</param>
    public static float[][] Read(Utf8Csv csv, Sites sites, EventSet events, bool sitesMayBeLeftOut)
    {
        var roles = csv.Header.Select(RoleOf).ToArray();
        var imts = roles.Count(role => role == Role.Intensity);
        // Before the stack is used: it limits the number of IMTs.
        CheckRoles(roles, imts, csv);
        var grid = new GmfGrid(imts, sites.Collection, events, csv.MaxRows, csv.Name);
        var eventIndex = new IdIndex(events.Ids);
        var siteIndex = new IdIndex([.. sites.Collection.Ids.Select(i => (long)i)]);
        var customIndex = roles.Contains(Role.CustomSiteId) ? IndexCustomIds(sites, csv) : [];
        Span<float> values = stackalloc float[imts];
        while (csv.NextRow())
        {
            var rest = csv.Row;
            var eventAt = -1;
            var siteAt = -1;
            var imt = 0;
            for (var column = 0; column < roles.Length; column++)
            {
                var field = Utf8Field.Take(ref rest, out var isLast);
                csv.CheckLast(column, isLast);
                switch (roles[column])
                {
                    case Role.Intensity:
                        values[imt++] = ReadIntensity(field, csv);
                        break;
                    case Role.EventId:
                        eventAt = eventIndex.Find(ReadId(field, csv));
                        if (eventAt < 0)
                            throw GroundMotionErrors.UnknownEvent(TextOf(field), csv.At);
                        break;
                    case Role.SiteId:
                        siteAt = siteIndex.Find(ReadId(field, csv));
                        // Without a hazard.json nobody has left sites out: the id is wrong.
                        if (siteAt < 0 && !sitesMayBeLeftOut)
                            throw GroundMotionErrors.UnknownSite(TextOf(field), csv.At);
                        break;
                    case Role.CustomSiteId:
                        if (!customIndex.TryGetValue(TextOf(field), out siteAt))
                            throw GroundMotionErrors.UnknownSite(TextOf(field), csv.At);
                        break;
                }
            }
            // A second value could not be told from the first: one of them is wrong.
            if (siteAt >= 0 && !grid.TrySet(siteAt, eventAt, values))
                throw grid.Duplicate(siteAt, eventAt, csv.At);
        }
        return grid.Gmvs;
    }

    private static Role RoleOf(string column) => column switch
    {
        "event_id" or "eid" => Role.EventId,
        "site_id" or "sid" => Role.SiteId,
        "custom_site_id" => Role.CustomSiteId,
        // Realizations come from events.csv; those of older exports are the same.
        "rlzi" or "rlz_id" or "rup_id" or "" => Role.Skipped,
        _ => Role.Intensity,
    };

    private static void CheckRoles(Role[] roles, int imts, Utf8Csv csv)
    {
        var hasSite = roles.Contains(Role.SiteId) || roles.Contains(Role.CustomSiteId);
        if (!roles.Contains(Role.EventId) || !hasSite || imts == 0)
            throw GroundMotionErrors.NoFieldColumns(csv.At);
        if (imts > MaxImts)
            throw GroundMotionErrors.TooManyImts(MaxImts, csv.At);
    }

    private static Dictionary<string, int> IndexCustomIds(Sites sites, Utf8Csv csv)
    {
        if (sites.CustomIds is null)
            throw GroundMotionErrors.NoCustomSiteIds(csv.At);
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < sites.CustomIds.Length; i++)
            if (!index.TryAdd(sites.CustomIds[i], i))
                throw HazardErrors.DuplicateCustomSiteId(sites.CustomIds[i]);
        return index;
    }

    private static ReadOnlySpan<byte> FieldAt(int column, ReadOnlySpan<byte> row)
    {
        var field = Utf8Field.Take(ref row, out _);
        for (var i = 0; i < column; i++)
            field = Utf8Field.Take(ref row, out _);
        return field;
    }

    private static float ReadIntensity(ReadOnlySpan<byte> field, Utf8Csv csv)
    {
        if (!Utf8Field.TryNumber(field, out var value) || value > float.MaxValue)
            throw HazardErrors.NotANumber(TextOf(field), csv.At);
        // NaN is refused too, which would mean no ground motion.
        return value >= 0 ? (float)value : throw GroundMotionErrors.NegativeIntensity(value, csv.At);
    }

    private static long ReadId(ReadOnlySpan<byte> field, Utf8Csv csv) =>
        Utf8Field.TryId(field, out var id) ? id : throw HazardErrors.NoId(TextOf(field), csv.At);

    private static string TextOf(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field);
}
