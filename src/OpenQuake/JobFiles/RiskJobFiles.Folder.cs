using Workers.Errors;

namespace Workers.OpenQuake.JobFiles;

public sealed partial class RiskJobFiles
{
    private const string HazardName = "hazard";

    /// <summary>
    /// From a folder and its subfolders; files are read when asked for. Hidden files are not seen, nor is
    /// <c>hazard/</c>: hazard is archived on its own.
    /// </summary>
    public static RiskJobFiles FromFolder(string folder, JobFilesLimits? limits = null)
    {
        limits ??= JobFilesLimits.Default;
        if (!Directory.Exists(folder))
            throw UploadErrors.NoFolder(folder);
        var set = new RiskJobFiles();
        set.AddFolder(new DirectoryInfo(folder), "", limits);
        return set;
    }

    /// <summary>These files without those of <c>hazard/</c>, as a folder is seen.</summary>
    public RiskJobFiles WithoutHazard()
    {
        var set = new RiskJobFiles();
        foreach (var (path, file) in _files)
            if (!path.StartsWith(HazardName + '/', StringComparison.Ordinal))
                set._files.Add(path, file);
        return set;
    }

    private void AddFolder(DirectoryInfo folder, string prefix, JobFilesLimits limits)
    {
        foreach (var item in folder.EnumerateFileSystemInfos().Where(i => i.Name[0] != '.'))
        {
            var path = prefix + item.Name;
            // A link could lead to any file that the server may read.
            if (item.LinkTarget is not null)
                throw UploadErrors.Link(path);
            if (item is FileInfo file)
                Add(path, SourceOf(file, path, limits), limits);
            // Only at the top: a folder of that name farther down belongs to the model.
            else if (path != HazardName && item is DirectoryInfo inner)
            {
                SafePath.Check(path, limits);
                AddFolder(inner, path + '/', limits);
            }
        }
    }

    private static StoredFile SourceOf(FileInfo file, string path, JobFilesLimits limits) =>
        new(file.Length, () => OpenFile(file, path, limits));

    private static FileStream OpenFile(FileInfo file, string path, JobFilesLimits limits)
    {
        // Before anything of it is read.
        if (file.Length > limits.MaxTotalBytes)
            throw UploadErrors.FileTooLarge(file.Length, limits.MaxTotalBytes, path);
        try
        {
            return new(
                file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw UploadErrors.Unreadable(path, e.Message);
        }
    }
}
