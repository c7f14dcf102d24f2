using Workers.Errors;
using Workers.OpenQuake.JobFiles;

namespace Workers.Operations.Archive;

/// <summary>
/// A job.ini, or a folder or a zip with one. What a zip holds is read from it; only when a folder is asked for, it is
/// unpacked into a temporary one, which lasts until this ends.
/// </summary>
internal sealed class OpenedJob : IDisposable
{
    private readonly string? _folder;
    private readonly RiskJobFiles? _packed;
    private string? _temporary;

    private OpenedJob(RiskJobFiles files, string? folder, RiskJobFiles? packed)
    {
        Files = files;
        _folder = folder;
        _packed = packed;
    }

    /// <summary>The files; they are read when asked for.</summary>
    public RiskJobFiles Files { get; }

    /// <summary>Folder that their names are relative to, with the job's hazard if it has some.</summary>
    public string Root => _folder ?? (_temporary ??= Unpack(_packed!));

    /// <param name="path">A job.ini, a folder, or a zip.</param>
    /// <param name="parameters">Parameters of job.ini that are set to other values; null: none.</param>
    /// <exception cref="InputException">There is no such file, or its form is wrong.</exception>
    public static OpenedJob Open(string path, IReadOnlyDictionary<string, string>? parameters)
    {
        var opened = Open(path);
        var files = opened.Files.WithParameters(parameters ?? new Dictionary<string, string>());
        return new OpenedJob(files, opened._folder, opened._packed);
    }

    public void Dispose()
    {
        if (_temporary is not null) Directory.Delete(_temporary, recursive: true);
    }

    private static OpenedJob Open(string path)
    {
        if (Directory.Exists(path)) return new OpenedJob(RiskJobFiles.FromFolder(path), path, packed: null);
        if (!File.Exists(path)) throw UploadErrors.NeitherFolderNorFile(path);
        if (path.EndsWith(".ini", StringComparison.OrdinalIgnoreCase))
            return new OpenedJob(RiskJobFiles.FromIni(path, out var root), root, packed: null);
        // Whatever its name ends in: the reader of zips says what is wrong with one that is none.
        var packed = RiskJobFiles.FromZip(path);
        return new OpenedJob(packed.WithoutHazard(), folder: null, packed);
    }

    /// <summary>Hazard is read from the disk: ground motion is streamed.</summary>
    private static string Unpack(RiskJobFiles packed)
    {
        var folder = Directory.CreateTempSubdirectory("workers-").FullName;
        try
        {
            foreach (var name in packed.Paths)
            {
                var path = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using var content = packed.Open(name);
                using var file = File.Create(path);
                content.CopyTo(file);
            }
            return folder;
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }
}
