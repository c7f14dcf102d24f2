using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Job;
using Workers.Errors;

namespace Workers.Cli.Models;

/// <summary>Risk job files as people have them: a folder, or a zip.</summary>
public static class RiskModelSource
{
    /// <summary>Reads them through: what is returned is complete and valid, and holds no file that job.ini does not need.</summary>
    public static (RiskJob Job, Dictionary<string, byte[]> Files) Read(string path)
    {
        var (job, files) = RiskJobReader.ReadThrough(Open(path));
        return (job, files.ReadAll().ToDictionary(f => f.Path, f => f.Content));
    }

    private static RiskJobFiles Open(string path)
    {
        if (Directory.Exists(path)) return RiskJobFiles.FromFolder(path);
        if (!File.Exists(path))
            throw new InputException(ErrorCode.RiskFileMissing, $"There is neither a folder nor a file '{path}'.", null, "a folder or a zip with job.ini and the files it names");
        using var zip = File.OpenRead(path);
        return RiskJobFiles.FromZip(zip);
    }
}
