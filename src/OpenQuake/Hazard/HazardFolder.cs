using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.Errors;

namespace Workers.OpenQuake.Hazard;

/// <summary>Which files of a folder hold what of a hazard calculation: by the names in its job.ini, or by the names that the engine gives.</summary>
internal sealed class HazardFolder
{
    private readonly string _folder;

    public HazardFolder(string folder)
    {
        _folder = folder;
        if (!Directory.Exists(folder))
            throw new InputException(ErrorCode.HazardFileMissing, "The folder does not exist.", folder, "a folder with hazard curves or ground motion fields");
        var names = Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!).Where(n => n[0] != '.').Order(StringComparer.Ordinal).ToList();
        var ini = names.Where(n => n.EndsWith(".ini", StringComparison.OrdinalIgnoreCase)).ToList();
        Ini = ini.Count == 1 ? IniFile.Parse(Bytes(ini[0]), ini[0]) : [];
        Curves = Named("hazard_curves_csv", "hazard_curves_file") ?? [.. names.Where(IsCurve)];
        GroundMotion = Named("gmfs_csv", "gmfs_file") ?? [.. names.Where(IsGroundMotion)];
        Sites = Named("sites_csv") ?? [.. names.Where(n => IsLike(n, "sites") || IsLike(n, "sitemesh"))];
        Events = [.. names.Where(n => IsLike(n, "events"))];
        Realizations = [.. names.Where(n => IsLike(n, "realizations"))];
        Json = names.Contains("hazard.json") ? "hazard.json" : null;
    }

    public IReadOnlyList<IniEntry> Ini { get; }
    public string? Json { get; }
    public IReadOnlyList<string> Curves { get; }
    public IReadOnlyList<string> GroundMotion { get; }
    public IReadOnlyList<string> Sites { get; }
    public IReadOnlyList<string> Events { get; }
    public IReadOnlyList<string> Realizations { get; }

    /// <summary>Full path of a file of the folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name);

    public byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    /// <summary>The only file of a list, or null if it is empty.</summary>
    public static string? Only(IReadOnlyList<string> names, string what) => names.Count == 0 ? null : names.Count == 1 ? names[0]
        : throw new InputException(ErrorCode.HazardFileMalformed, $"Several files hold {what}: {string.Join(", ", names)}.", names[1], "one");

    private IReadOnlyList<string>? Named(params string[] keys)
    {
        var entry = Ini.FirstOrDefault(e => keys.Contains(e.Key) && e.Value.Length > 0);
        if (entry is null)
            return null;
        return [.. IniValue.Words(entry.Value).Select(w =>
        {
            var name = SafePath.Resolve("", w) ?? throw new InputException(ErrorCode.UnsafePath, $"The file name '{IniFile.Shorten(w)}' leads out of the folder.", entry.Place, "a file of the folder");
            return File.Exists(PathOf(name)) ? name
                : throw new InputException(ErrorCode.HazardFileMissing, $"There is no file '{IniFile.Shorten(w)}'.", entry.Place, "a file of the folder");
        })];
    }

    private static bool IsCurve(string name) => IsLike(name, "hazard_curve") || IsLike(name, "quantile_curve");

    private static bool IsGroundMotion(string name) => IsLike(name, "gmf")
        || (name.StartsWith("gmf", StringComparison.Ordinal) && name.EndsWith(".hdf5", StringComparison.Ordinal));

    private static bool IsLike(string name, string start) =>
        name.StartsWith(start, StringComparison.Ordinal) && name.EndsWith(".csv", StringComparison.Ordinal);
}
