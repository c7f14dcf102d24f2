using Workers.Errors;
using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Hazard;

namespace Workers.Operations.Archive;

/// <summary>A folder with a hazard calculation, read through before anything of it is archived.</summary>
public sealed class HazardFolder
{
    private HazardFolder(ArchivableHazard content) => Content = content;

    /// <summary>What was read.</summary>
    public ArchivableHazard Content { get; }

    /// <summary>Mode of the calculation, such as <c>event_based</c>.</summary>
    public string Mode => Content.Mode;

    /// <summary>Number of its sites.</summary>
    public int Sites => Content.Sites.Count;

    /// <summary>What whoever brings it should know.</summary>
    public IReadOnlyList<string> Warnings => Content.Warnings;

    /// <summary>Reads the hazard of a job: <c>hazard</c> beside its job.ini, or the files that job.ini names.</summary>
    /// <param name="root">Folder that the names of <paramref name="job"/> are relative to.</param>
    /// <param name="job">The job's files.</param>
    /// <exception cref="InputException">The first thing that is wrong, with file and line.</exception>
    internal static HazardFolder OfJob(string root, RiskJobFiles job) => new(HazardReader.ReadOfJob(root, job));

    /// <summary>Reads the engine's CSV files: curves, or ground motion with sites and events.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="parameters">What is said elsewhere, for what the folder does not say.</param>
    /// <exception cref="InputException">The first thing that is wrong, with file and line.</exception>
    public static HazardFolder Read(string folder, IReadOnlyDictionary<string, string>? parameters = null) =>
        new(HazardReader.Read(folder, parameters));
}
