using Workers.Errors;

namespace Workers.OpenQuake.JobFiles;

/// <summary>
/// A set of named files: a job.ini and what it names, from a folder, a zip or the database. Names are relative, use
/// <c>/</c> and never lead outside of the set.
/// </summary>
public sealed partial class RiskJobFiles
{
    // Sorted, so that lists in errors and what is archived do not depend on how a folder is listed.
    private readonly SortedDictionary<string, Func<byte[]>> _files = new(StringComparer.Ordinal);

    private RiskJobFiles() { }

    /// <summary>Names of all files, in ordinal order.</summary>
    public IReadOnlyCollection<string> Paths => _files.Keys;

    /// <summary>True if there is a file of that name.</summary>
    public bool Contains(string path) => _files.ContainsKey(path);

    /// <summary>Bytes of a file.</summary>
    /// <exception cref="InputException">
    /// <see cref="ErrorCode.RiskFileMissing"/> if there is none of that name.
    /// </exception>
    public byte[] Read(string path) =>
        _files.TryGetValue(path, out var read) ? read() : throw UploadErrors.NoFile(path, path, Paths);

    /// <summary>All files with their bytes, in the order of <see cref="Paths"/>, one at a time.</summary>
    public IEnumerable<(string Path, byte[] Content)> ReadAll() => _files.Select(f => (f.Key, f.Value()));

    /// <summary>From names and bytes, as a database returns them.</summary>
    public static RiskJobFiles FromPairs(
        IEnumerable<(string Path, byte[] Content)> files,
        JobFilesLimits? limits = null)
    {
        limits ??= JobFilesLimits.Default;
        var set = new RiskJobFiles();
        var total = 0L;
        foreach (var (path, content) in files)
        {
            set.Add(path, () => content, limits);
            total += content.Length;
            if (total > limits.MaxTotalBytes)
                throw UploadErrors.FilesTooLarge(limits.MaxTotalBytes, path);
        }
        return set;
    }

    /// <summary>
    /// These files only, with the folder that all of them share taken off their names; read into memory.
    /// </summary>
    // A zip of a folder and one of its files are the same model.
    internal RiskJobFiles Only(IReadOnlyCollection<string> paths, JobFilesLimits limits)
    {
        var shared = SafePath.FolderOf(paths.First());
        while (shared.Length > 0 && !paths.All(p => p.StartsWith(shared + '/', StringComparison.Ordinal)))
            shared = SafePath.FolderOf(shared);
        var cut = shared.Length == 0 ? 0 : shared.Length + 1;
        return FromPairs(paths.Select(p => (p[cut..], Read(p))), limits);
    }

    private void Add(string name, Func<byte[]> read, JobFilesLimits limits)
    {
        var path = SafePath.Check(name, limits);
        // A zip may hold a name twice; unpacking programs differ on which one counts.
        if (!_files.TryAdd(path, read))
            throw UploadErrors.DuplicateFile(path);
        if (_files.Count > limits.MaxFiles)
            throw UploadErrors.TooManyFiles(limits.MaxFiles, path);
    }
}
