using Workers.Errors;
using Workers.OpenQuake.Csv;

namespace Workers.OpenQuake.JobFiles;

public sealed partial class RiskJobFiles
{
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

    private void AddFolder(DirectoryInfo folder, string prefix, JobFilesLimits limits)
    {
        foreach (var item in folder.EnumerateFileSystemInfos().Where(i => i.Name[0] != '.'))
        {
            var path = prefix + item.Name;
            // A link could lead to any file that the server may read.
            if (item.LinkTarget is not null)
                throw UploadErrors.Link(path);
            if (item is FileInfo file)
                Add(path, () => ReadFile(file, path, limits), limits);
            // Only at the top: a folder of that name farther down belongs to the model.
            else if (path != "hazard" && item is DirectoryInfo inner)
            {
                SafePath.Check(path, limits);
                AddFolder(inner, path + '/', limits);
            }
        }
    }

    private static byte[] ReadFile(FileInfo file, string path, JobFilesLimits limits)
    {
        // Before it is read into memory.
        if (file.Length > limits.MaxTotalBytes)
            throw UploadErrors.FileTooLarge(file.Length, limits.MaxTotalBytes, path);
        try
        {
            return path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
                // Only tables are read by lines; NRML may have none.
                ? LineLimit.ReadFile(file.FullName, path, ErrorCode.CsvMalformed)
                : File.ReadAllBytes(file.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw UploadErrors.Unreadable(path, e.Message);
        }
    }
}
