using Workers.Errors;
using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Job;

namespace Workers.Operations.Archive;

/// <summary>Risk job files, read through: complete, valid, and without any file that job.ini does not need.</summary>
public sealed class RiskModelSource
{
    private RiskModelSource(RiskJob job, IReadOnlyDictionary<string, byte[]> files)
    {
        Job = job;
        Files = files;
    }

    /// <summary>What was read.</summary>
    public RiskJob Job { get; }

    /// <summary>Contents by path, as job.ini refers to them.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>Calculation mode.</summary>
    public string Mode => Job.Parameters.Mode.Name;

    /// <summary>Number of assets of the exposure.</summary>
    public int Assets => Job.Exposure.Assets.Count;

    /// <summary>Reads a job.ini, a folder or a zip.</summary>
    /// <exception cref="InputException">The first thing that is wrong, with file, line and id.</exception>
    public static RiskModelSource Read(string path)
    {
        using var opened = OpenedJob.Open(path, parameters: null);
        return From(opened.Files);
    }

    /// <summary>Reads files that are in memory.</summary>
    /// <exception cref="InputException">The first thing that is wrong, with file, line and id.</exception>
    public static RiskModelSource From(RiskJobFiles files)
    {
        // Only what job.ini needs: else a stray file would make another model of it, with an id of its own.
        var (job, needed) = RiskJobReader.ReadThrough(files);
        return new RiskModelSource(job, needed.ReadAll().ToDictionary(f => f.Path, f => f.Content));
    }
}
