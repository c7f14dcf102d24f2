using Workers.Errors;

namespace Workers.Operations.Results;

/// <summary>Where results are to be written, and how.</summary>
/// <param name="Folder">The folder; made if it is not there.</param>
public sealed record ResultTarget(string Folder)
{
    /// <summary>Calculation id to name CSV files with as the engine does; null for names without.</summary>
    public string? Calculation { get; init; }

    /// <summary>The results of another job in the folder are replaced instead of refused.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Nothing if the folder can be made and holds no results, or may be used all the same.</summary>
    /// <param name="job">The job whose results are to be written; null for one that is yet to begin.</param>
    /// <exception cref="InputException">FolderOfAnotherJob.</exception>
    public void RequireFree(Guid? job = null)
    {
        Directory.CreateDirectory(Folder);
        if (ResultManifest.Find(Folder) is { } there && there.Job != job && !Overwrite)
            throw RequestErrors.FolderOfAnotherJob(there.Job, Folder);
    }
}
