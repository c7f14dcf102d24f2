using Workers.OpenQuake.Ini;
using Workers.Risk.Hazard;
using Workers.Errors;

namespace Workers.OpenQuake.Hazard;

/// <summary>
/// Ground motion fields as CSV: event_id, site_id, gmv_PGA, …, in any order of columns and rows, also under the engine's older names
/// (eid, sid); other columns than those and realization numbers are intensities of secondary perils.
/// </summary>
internal static class GmfCsv
{
    private const string Prefix = "gmv_";
    private const int Skipped = -1, IsEvent = -2, IsSite = -3, IsCustomSite = -4;
    private static readonly string[] EventNames = ["event_id", "eid"], SiteNames = ["site_id", "sid"], SkippedNames = ["rlzi", "rlz_id", "rup_id"];

    /// <summary>The IMTs of the header.</summary>
    public static IReadOnlyList<string> Imts(Utf8Csv csv) =>
        [.. csv.Header.Where(h => Role(h) == 0).Select(h => h.StartsWith(Prefix) ? h[Prefix.Length..] : h)];

    /// <summary>The distinct event ids of a file, where no file of events says more than those that shook something.</summary>
    public static long[] EventIds(string path, string name)
    {
        using var csv = new Utf8Csv(path, name);
        var (ids, last) = (new HashSet<long>(), -1L);
        var column = Array.FindIndex(csv.Header, h => EventNames.Contains(h));
        if (column < 0)
            throw csv.Malformed("There is no column event_id.", "event_id, site_id, gmv_<IMT>, …");
        while (csv.NextRow())
        {
            var rest = csv.Row;
            var field = Utf8Field.Take(ref rest, out _);
            for (var i = 0; i < column; i++)
                field = Utf8Field.Take(ref rest, out _);
            if (!Utf8Field.TryId(field, out var id))
                throw NotAnId(field, csv);
            if (id != last)
                ids.Add(last = id);
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
        var roles = Roles(csv);
        var grid = new GmfGrid(roles.Max() + 1, sites.Collection, events, csv.Name);
        var eventIndex = new IdIndex(events.Ids);
        var siteIndex = new IdIndex([.. sites.Collection.Ids.Select(i => (long)i)]);
        var customIndex = CustomIndex(sites, roles, csv);
        Span<float> values = stackalloc float[grid.Gmvs.Length <= 256 ? grid.Gmvs.Length : throw csv.Malformed("There are more than 256 intensity columns.", "fewer")];
        while (csv.NextRow())
        {
            var rest = csv.Row;
            var (eventAt, siteAt) = (-1, -1);
            for (var column = 0; column < roles.Length; column++)
            {
                var field = Utf8Field.Take(ref rest, out var last);
                if (last != (column == roles.Length - 1))
                    throw csv.Malformed("The line has another number of fields than the header.", $"{roles.Length} fields");
                var role = roles[column];
                if (role >= 0)
                    values[role] = Gmv(field, csv);
                else if (role == IsEvent)
                    eventAt = Find(eventIndex, field, csv, ErrorCode.UnknownEvent, "event");
                else if (role == IsSite)
                    siteAt = Find(siteIndex, field, csv, sitesMayBeLeftOut ? null : ErrorCode.UnknownSite, "site");
                else if (role == IsCustomSite)
                    siteAt = customIndex!.TryGetValue(System.Text.Encoding.UTF8.GetString(field), out var custom) ? custom : throw Unknown(field, csv, ErrorCode.UnknownSite, "site");
            }
            if (siteAt < 0)
                continue;
            if (!grid.TrySet(siteAt, eventAt, values))
                throw grid.Duplicate(siteAt, eventAt, csv.At);
        }
        return grid.Gmvs;
    }

    private static float Gmv(ReadOnlySpan<byte> field, Utf8Csv csv)
    {
        if (!Utf8Field.TryNumber(field, out var value) || value > float.MaxValue)
            throw CurveFile.NotANumber(field, csv);
        return value >= 0 ? (float)value
            : throw new InputException(ErrorCode.NegativeIntensity, $"The intensity {value:R} is negative.", csv.At, "intensities not less than 0");
    }

    private static int Find(IdIndex index, ReadOnlySpan<byte> field, Utf8Csv csv, ErrorCode? code, string what)
    {
        if (!Utf8Field.TryId(field, out var id))
            throw NotAnId(field, csv);
        var at = index.Find(id);
        return at >= 0 || code is null ? at : throw Unknown(field, csv, code.Value, what);
    }

    private static int[] Roles(Utf8Csv csv)
    {
        var imts = 0;
        var roles = csv.Header.Select(h => Role(h) is var role && role == 0 ? imts++ : role).ToArray();
        if (!roles.Contains(IsEvent) || !roles.Contains(IsSite) && !roles.Contains(IsCustomSite) || imts == 0)
            throw csv.Malformed("The file has no columns of ground motion fields.", "event_id, site_id, gmv_<IMT>, …");
        return roles;
    }

    /// <summary>What a column is; 0 if it holds intensities.</summary>
    private static int Role(string column) => EventNames.Contains(column) ? IsEvent
        : SiteNames.Contains(column) ? IsSite
        : column == "custom_site_id" ? IsCustomSite
        : SkippedNames.Contains(column) || column.Length == 0 ? Skipped : 0;

    private static Dictionary<string, int>? CustomIndex(Sites sites, int[] roles, Utf8Csv csv)
    {
        if (!roles.Contains(IsCustomSite))
            return null;
        if (sites.CustomIds is null)
            throw csv.Malformed("The file names sites by custom_site_id, which the sites do not have.", "a column custom_site_id in the file of sites");
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < sites.CustomIds.Length; i++)
            if (!index.TryAdd(sites.CustomIds[i], i))
                throw new InputException(ErrorCode.DuplicateSite, $"The custom_site_id {sites.CustomIds[i]} is used twice.", null, "ids that differ");
        return index;
    }

    private static InputException NotAnId(ReadOnlySpan<byte> field, Utf8Csv csv) =>
        csv.Malformed($"'{IniFile.Shorten(System.Text.Encoding.UTF8.GetString(field))}' is not an id.", "a whole number, not negative");

    private static InputException Unknown(ReadOnlySpan<byte> field, Utf8Csv csv, ErrorCode code, string what) =>
        new(code, $"There is no {what} {IniFile.Shorten(System.Text.Encoding.UTF8.GetString(field))}.", csv.At, $"a {what} of the calculation");
}
