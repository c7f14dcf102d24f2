using Workers.Errors;

namespace Workers.OpenQuake.JobFiles;

/// <summary>
/// A set of named files: a job.ini and what it names, from a folder, a zip or the database. Names are relative, use
/// <c>/</c> and never lead outside of the set.
/// </summary>
public sealed partial class RiskJobFiles
{
    // Sorted, so that lists in errors and what is archived do not depend on how a folder is listed.
    private readonly SortedDictionary<string, StoredFile> _files = new(StringComparer.Ordinal);

    private RiskJobFiles() { }

    /// <summary>Names of all files, in ordinal order.</summary>
    public IReadOnlyCollection<string> Paths => _files.Keys;

    /// <summary>True if there is a file of that name.</summary>
    public bool Contains(string path) => _files.ContainsKey(path);

    /// <summary>A file of that name, which is read as it is asked for.</summary>
    /// <exception cref="InputException">
    /// <see cref="ErrorCode.RiskFileMissing"/> if there is none of that name.
    /// </exception>
    public StoredFile Find(string path) =>
        _files.TryGetValue(path, out var file) ? file : throw UploadErrors.NoFile(path, path, Paths);

    /// <summary>Bytes of a file, from the first on.</summary>
    public Stream Open(string path) => Find(path).Open();

    /// <summary>Bytes of a file, for those that are known to be small.</summary>
    public byte[] Read(string path) => Find(path).ReadWhole();

    /// <summary>All files with their bytes, in the order of <see cref="Paths"/>, one at a time.</summary>
    public IEnumerable<(string Path, byte[] Content)> ReadAll() => _files.Select(f => (f.Key, f.Value.ReadWhole()));

    /// <summary>From names and bytes.</summary>
    public static RiskJobFiles FromPairs(
        IEnumerable<(string Path, byte[] Content)> files,
        JobFilesLimits? limits = null) =>
        FromStored(files.Select(file => (file.Path, StoredFile.Of(file.Content))), limits);

    /// <summary>From names and what they stand for, wherever it is kept.</summary>
    public static RiskJobFiles FromStored(
        IEnumerable<(string Path, StoredFile File)> files,
        JobFilesLimits? limits = null)
    {
        limits ??= JobFilesLimits.Default;
        var set = new RiskJobFiles();
        var total = 0L;
        foreach (var (path, file) in files)
        {
            set.Add(path, file, limits);
            total += file.Length;
            if (total > limits.MaxTotalBytes)
                throw UploadErrors.FilesTooLarge(limits.MaxTotalBytes, path);
        }
        return set;
    }

    /// <summary>These files only, with the folder that all of them share taken off their names.</summary>
    // A zip of a folder and one of its files are the same model.
    internal RiskJobFiles Only(IReadOnlyCollection<string> paths, JobFilesLimits limits)
    {
        var shared = SafePath.FolderOf(paths.First());
        while (shared.Length > 0 && !paths.All(p => p.StartsWith(shared + '/', StringComparison.Ordinal)))
            shared = SafePath.FolderOf(shared);
        var cut = shared.Length == 0 ? 0 : shared.Length + 1;
        return FromStored(paths.Select(p => (p[cut..], Find(p))), limits);
    }

    private void Add(string name, StoredFile file, JobFilesLimits limits)
    {
        var path = SafePath.Check(name, limits);
        // A zip may hold a name twice; unpacking programs differ on which one counts.
        if (!_files.TryAdd(path, file))
            throw UploadErrors.DuplicateFile(path);
        if (_files.Count > limits.MaxFiles)
            throw UploadErrors.TooManyFiles(limits.MaxFiles, path);
    }
}
