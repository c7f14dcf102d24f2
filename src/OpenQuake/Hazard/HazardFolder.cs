using Workers.Errors;
using Workers.OpenQuake.Csv;
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
    private readonly string _folder;

    public HazardFolder(string folder)
    {
        _folder = folder;
        if (!Directory.Exists(folder))
            throw HazardErrors.NoFolder(folder);
        var names = Directory.EnumerateFiles(folder)
            .Select(f => Path.GetFileName(f)!)
            // What file managers leave behind.
            .Where(n => n[0] != '.')
            .Order(StringComparer.Ordinal)
            .ToList();
        var ini = names.Where(n => n.EndsWith(".ini", StringComparison.OrdinalIgnoreCase)).ToList();
        // Of several it is not known which names the hazard.
        Ini = ini.Count == 1 ? IniFile.Parse(Bytes(ini[0]), ini[0]) : [];
        // What job.ini names wins over names that only look like exports.
        Curves = Named("hazard_curves_csv", "hazard_curves_file") ?? [.. names.Where(IsCurve)];
        GroundMotion = Named("gmfs_csv", "gmfs_file") ?? [.. names.Where(IsGroundMotion)];
        Sites = Named("sites_csv") ?? [.. names.Where(n => IsCsv(n, "sites") || IsCsv(n, "sitemesh"))];
        Events = [.. names.Where(n => IsCsv(n, "events"))];
        Realizations = [.. names.Where(n => IsCsv(n, "realizations"))];
        Json = names.Contains("hazard.json") ? "hazard.json" : null;
        Names = names;
    }

    /// <summary>Names of all files.</summary>
    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<IniEntry> Ini { get; }
    public string? Json { get; }
    public IReadOnlyList<string> Curves { get; }
    public IReadOnlyList<string> GroundMotion { get; }
    public IReadOnlyList<string> Sites { get; }
    public IReadOnlyList<string> Events { get; }
    public IReadOnlyList<string> Realizations { get; }

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

    private IReadOnlyList<string>? Named(params string[] keys)
    {
        var entry = Ini.FirstOrDefault(e => keys.Contains(e.Key) && e.Value.Length > 0);
        return entry is null ? null : [.. TextList.Split(entry.Value).Select(name => Resolve(name, entry.Place))];
    }

    private string Resolve(string name, string where)
    {
        var path = SafePath.Resolve("", name) ?? throw UploadErrors.LeadsOut(name, where);
        return File.Exists(PathOf(path)) ? path : throw HazardErrors.NoFile(name, where);
    }

    private static bool IsCurve(string name) => IsCsv(name, "hazard_curve") || IsCsv(name, "quantile_curve");

    private static bool IsGroundMotion(string name) => IsCsv(name, "gmf") || IsLike(name, "gmf", ".hdf5");

    private static bool IsCsv(string name, string start) => IsLike(name, start, ".csv");

    private static bool IsLike(string name, string start, string end) =>
        name.StartsWith(start, StringComparison.Ordinal) && name.EndsWith(end, StringComparison.Ordinal);
}
