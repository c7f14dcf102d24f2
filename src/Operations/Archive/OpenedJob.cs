using Workers.Errors;
using Workers.OpenQuake.JobFiles;

namespace Workers.Operations.Archive;

/// <summary>
/// A job.ini, or a folder or a zip with one; what a zip holds lies in a temporary folder until this ends.
/// </summary>
internal sealed class OpenedJob : IDisposable
{
    private readonly string? _temporary;

    private OpenedJob(RiskJobFiles files, string root, string? temporary = null)
    {
        Files = files;
        Root = root;
        _temporary = temporary;
    }

    /// <summary>The files; those of a folder are read when asked for.</summary>
    public RiskJobFiles Files { get; private init; }

    /// <summary>Folder that their names are relative to.</summary>
    public string Root { get; }

    /// <param name="path">A job.ini, a folder, or a zip.</param>
    /// <param name="parameters">Parameters of job.ini that are set to other values; null: none.</param>
    /// <exception cref="InputException">There is no such file, or its form is wrong.</exception>
    public static OpenedJob Open(string path, IReadOnlyDictionary<string, string>? parameters)
    {
        var opened = Open(path);
        try
        {
            var files = opened.Files.WithParameters(parameters ?? new Dictionary<string, string>());
            return new OpenedJob(files, opened.Root, opened._temporary);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_temporary is not null) Directory.Delete(_temporary, recursive: true);
    }

    private static OpenedJob Open(string path)
    {
        if (Directory.Exists(path)) return new OpenedJob(RiskJobFiles.FromFolder(path), path);
        if (!File.Exists(path)) throw UploadErrors.NeitherFolderNorFile(path);
        // Whatever its name ends in: the reader of zips says what is wrong with one that is none.
        if (!path.EndsWith(".ini", StringComparison.OrdinalIgnoreCase)) return Unzip(path);
        var files = RiskJobFiles.FromIni(path, out var root);
        return new OpenedJob(files, root);
    }

    /// <summary>Hazard is read from the disk: ground motion is streamed.</summary>
    private static OpenedJob Unzip(string path)
    {
        using var zip = File.OpenRead(path);
        var files = RiskJobFiles.FromZip(zip);
        var folder = Directory.CreateTempSubdirectory("workers-").FullName;
        try
        {
            foreach (var (name, content) in files.ReadAll())
            {
                var file = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, content);
            }
            return new OpenedJob(RiskJobFiles.FromFolder(folder), folder, folder);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }
}
