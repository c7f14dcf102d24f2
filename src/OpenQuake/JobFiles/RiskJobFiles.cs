using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Workers.Errors;

namespace Workers.OpenQuake.JobFiles;

/// <summary>
/// A set of named files: a job.ini and what it names, from a folder, a zip or the database. Names are relative, use <c>/</c>
/// and never lead outside of the set.
/// </summary>
public sealed partial class RiskJobFiles
{
    private readonly SortedDictionary<string, Func<byte[]>> _files = new(StringComparer.Ordinal);
    private string? _contentHash;

    private RiskJobFiles() { }

    /// <summary>Names of all files, in ordinal order.</summary>
    public IReadOnlyCollection<string> Paths => _files.Keys;

    /// <summary>True if there is a file of that name.</summary>
    public bool Contains(string path) => _files.ContainsKey(path);

    /// <summary>Bytes of a file.</summary>
    /// <exception cref="InputException"><see cref="ErrorCode.RiskFileMissing"/> if there is none of that name.</exception>
    public byte[] Read(string path) => _files.TryGetValue(path, out var content)
        ? content()
        : throw new InputException(ErrorCode.RiskFileMissing, $"There is no file '{path}'.", path, Among(Paths));

    /// <summary>All files with their bytes, in the order of <see cref="Paths"/>, one at a time.</summary>
    public IEnumerable<(string Path, byte[] Content)> ReadAll() => _files.Select(f => (f.Key, f.Value()));

    /// <summary>SHA-256 over the sorted names and contents, 64 hex digits: the id of a risk model.</summary>
    public string ContentHash => _contentHash ??= ComputeHash();

    /// <summary>From names and bytes, as a database returns them.</summary>
    public static RiskJobFiles FromPairs(IEnumerable<(string Path, byte[] Content)> files, JobFilesLimits? limits = null)
    {
        limits ??= JobFilesLimits.Default;
        var set = new RiskJobFiles();
        var total = 0L;
        foreach (var (path, content) in files)
        {
            set.Add(path, () => content, limits);
            if ((total += content.Length) > limits.MaxTotalBytes)
                throw TooLarge($"The files hold more than {limits.MaxTotalBytes >> 20} MB.", path);
        }
        return set;
    }

    /// <summary>These files only, with the folder that all of them share taken off their names; read into memory.</summary>
    internal RiskJobFiles Only(IReadOnlyCollection<string> paths, JobFilesLimits limits)
    {
        var shared = SafePath.FolderOf(paths.First());
        while (shared.Length > 0 && !paths.All(p => p.StartsWith(shared + '/', StringComparison.Ordinal)))
            shared = SafePath.FolderOf(shared);
        var cut = shared.Length == 0 ? 0 : shared.Length + 1;
        return FromPairs(paths.Select(p => (p[cut..], Read(p))), limits);
    }

    /// <summary>A choice of names for the "expected" part of an error.</summary>
    internal static string Among(IEnumerable<string> names)
    {
        var some = names.Take(13).ToList();
        return some.Count == 0 ? "at least one file"
            : "one of " + string.Join(", ", some.Take(12)) + (some.Count > 12 ? ", …" : "");
    }

    private void Add(string name, Func<byte[]> content, JobFilesLimits limits)
    {
        var path = SafePath.Check(name, limits);
        if (!_files.TryAdd(path, content))
            throw new InputException(ErrorCode.UnsafePath, $"Two files are named '{path}'.", path, "each name once");
        if (_files.Count > limits.MaxFiles)
            throw TooLarge($"There are more than {limits.MaxFiles} files.", path);
    }

    private string ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[8];
        foreach (var (path, content) in ReadAll())
        {
            foreach (var part in (byte[][])[Encoding.UTF8.GetBytes(path), content])
            {
                BinaryPrimitives.WriteInt64LittleEndian(length, part.Length);
                hash.AppendData(length);
                hash.AppendData(part);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static InputException TooLarge(string what, string? where) => new(ErrorCode.UploadTooLarge, what, where, "a smaller upload");
}
