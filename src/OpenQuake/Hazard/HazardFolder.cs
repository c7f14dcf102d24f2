using Workers.Errors;
using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.OpenQuake.Text;

namespace Workers.OpenQuake.Hazard;

/// <summary>
/// Which files of a folder hold what of a hazard calculation: by the names in its job.ini, or by the names that the
/// engine gives.
/// </summary>
internal sealed class HazardFolder
{
    private const string JsonName = "hazard.json";

    private static readonly string[] CurveKeys = ["hazard_curves_csv", "hazard_curves_file"];
    private static readonly string[] GroundMotionKeys = ["gmfs_csv", "gmfs_file", "gmfs_hdf5"];
    private static readonly string[] SiteKeys = ["sites_csv", "sites_file"];
    private static readonly string[] SiteModelKeys = ["site_model_csv", "site_model_file"];

    private readonly string _folder;

    /// <summary>The folder as seen from the one that names may not lead out of.</summary>
    private readonly string _inner;

    public HazardFolder(string folder)
        : this(folder, "", null)
    {
        // What job.ini names wins over names that only look like exports.
        Curves = Named(CurveKeys) ?? [.. Names.Where(IsCurve)];
        GroundMotion = Named(GroundMotionKeys) ?? [.. Names.Where(IsGroundMotion)];
        Sites = NamedSites();
        Events = [.. Names.Where(IsEvents)];
        Realizations = [.. Names.Where(IsRealizations)];
    }

    private HazardFolder(string root, string inner, IReadOnlyList<IniEntry>? ini)
    {
        _inner = inner;
        _folder = Path.Combine(root, inner);
        if (!Directory.Exists(_folder))
            throw HazardErrors.NoFolder(_folder);
        Names = NamesIn(_folder);
        Ini = ini ?? OnlyIni();
        Json = Names.Contains(JsonName) ? JsonName : null;
    }

    /// <summary>
    /// The hazard that a job.ini names: of ground motion and curves only what it names, as in the engine; sites, events
    /// and realizations beside them.
    /// </summary>
    /// <param name="root">Folder that names may not lead out of.</param>
    /// <param name="inner">Folder of the job.ini in it.</param>
    /// <param name="ini">What the job.ini says.</param>
    /// <param name="ofHazard">What of it is about the hazard.</param>
    /// <returns>Null if it names none.</returns>
    public static HazardFolder? OfJob(
        string root,
        string inner,
        IReadOnlyList<IniEntry> ini,
        IReadOnlyList<IniEntry> ofHazard)
    {
        var folder = new HazardFolder(root, inner, ini);
        folder.Curves = folder.Named(CurveKeys) ?? [];
        folder.GroundMotion = folder.Named(GroundMotionKeys) ?? [];
        if (folder.Curves.Count + folder.GroundMotion.Count == 0)
            return null;
        folder.Sites = folder.NamedSites();
        folder.Events = folder.BesideHazard(IsEvents);
        folder.Realizations = folder.BesideHazard(IsRealizations);
        folder.Ini = ofHazard;
        return folder;
    }

    /// <summary>Names of all files.</summary>
    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<IniEntry> Ini { get; private set; }
    public string? Json { get; }
    public IReadOnlyList<string> Curves { get; private set; } = [];
    public IReadOnlyList<string> GroundMotion { get; private set; } = [];
    public IReadOnlyList<string> Sites { get; private set; } = [];
    public IReadOnlyList<string> Events { get; private set; } = [];
    public IReadOnlyList<string> Realizations { get; private set; } = [];

    /// <summary>Full path of a file of the folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>A table or an ini file whole; a line that is too long ends the reading.</summary>
    public byte[] Bytes(string name) => LineLimit.ReadFile(PathOf(name), name, ErrorCode.HazardFileMalformed);

    /// <summary>The only file of a list, or null if it is empty.</summary>
    public static string? Only(IReadOnlyList<string> names, string what) => names switch
    {
        [] => null,
        [var name] => name,
        _ => throw HazardErrors.SeveralFiles(what, names),
    };

    private IReadOnlyList<IniEntry> OnlyIni()
    {
        var found = Names.Where(n => n.EndsWith(".ini", StringComparison.OrdinalIgnoreCase)).ToList();
        // Of several it is not known which names the hazard.
        return found.Count == 1 ? IniFile.Parse(Bytes(found[0]), found[0]) : [];
    }

    private IReadOnlyList<string> NamedSites() =>
        Named(SiteKeys) ?? Named(SiteModelKeys) ?? [.. Names.Where(n => IsCsv(n, "sites") || IsCsv(n, "sitemesh"))];

    private IReadOnlyList<string>? Named(string[] keys)
    {
        var entry = Ini.FirstOrDefault(e => keys.Contains(e.Key) && e.Value.Length > 0);
        return entry is null ? null : [.. TextList.Split(entry.Value).Select(name => Resolve(name, entry.Place))];
    }

    private string Resolve(string name, string where)
    {
        var path = SafePath.Resolve(_inner, name) ?? throw UploadErrors.LeadsOut(name, where);
        var local = Path.GetRelativePath('/' + _inner, '/' + path).Replace('\\', '/');
        return File.Exists(PathOf(local)) ? local : throw HazardErrors.NoFile(name, where);
    }

    /// <summary>Files of the folder that the first file of hazard is in.</summary>
    private IReadOnlyList<string> BesideHazard(Func<string, bool> isMeant)
    {
        var folder = Path.GetDirectoryName(GroundMotion.Concat(Curves).First())!;
        return [.. NamesIn(PathOf(folder)).Where(isMeant).Select(name => Path.Combine(folder, name))];
    }

    private static List<string> NamesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder)
            .Select(f => Path.GetFileName(f)!)
            // What file managers leave behind.
            .Where(n => n[0] != '.')
            .Order(StringComparer.Ordinal)];

    private static bool IsEvents(string name) => IsCsv(name, "events");

    private static bool IsRealizations(string name) => IsCsv(name, "realizations");

    private static bool IsCurve(string name) => IsCsv(name, "hazard_curve") || IsCsv(name, "quantile_curve");

    private static bool IsGroundMotion(string name) => IsCsv(name, "gmf") || IsLike(name, "gmf", ".hdf5");

    private static bool IsCsv(string name, string start) => IsLike(name, start, ".csv");

    private static bool IsLike(string name, string start, string end) =>
        name.StartsWith(start, StringComparison.Ordinal) && name.EndsWith(end, StringComparison.Ordinal);
}
