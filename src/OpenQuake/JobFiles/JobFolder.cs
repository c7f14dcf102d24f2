using Workers.Errors;
using Workers.OpenQuake.Csv;
using Workers.OpenQuake.Text;

namespace Workers.OpenQuake.JobFiles;

/// <summary>A file of the risk model, with the name that errors show.</summary>
internal sealed record JobFile(string Path, byte[] Content)
{
    public string Folder => SafePath.FolderOf(Path);

    public CsvTable ReadCsv() => new(Content, Path, ErrorCode.CsvMalformed);
}

/// <summary>Opens the files that a job.ini and the files it names refer to, and remembers which.</summary>
internal sealed class JobFolder(RiskJobFiles files)
{
    private readonly SortedSet<string> _opened = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Opened => _opened;

    /// <summary>The only *.ini, or the one named job.ini.</summary>
    public JobFile OpenIni()
    {
        var found = files.Paths.Where(p => p.EndsWith(".ini", StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count == 0)
            throw UploadErrors.NoJobIni(files.Paths);
        if (found.Count == 1)
            return OpenPath(found[0]);
        // Folders often hold the hazard's ini as well.
        var named = found.Where(p => Path.GetFileName(p) == "job.ini").ToList();
        return named.Count == 1 ? OpenPath(named[0]) : throw UploadErrors.SeveralJobInis(found);
    }

    /// <summary>The file that <paramref name="reference"/> means in a file at <paramref name="folder"/>.</summary>
    public JobFile Open(string folder, string reference, string place)
    {
        var path = SafePath.Resolve(folder, reference) ?? throw UploadErrors.LeadsOut(reference, place);
        // Only files of the set: a path on the server's disk is never opened.
        return files.Contains(path) ? OpenPath(path) : throw UploadErrors.NoFile(reference, place, files.Paths);
    }

    /// <summary>Files named in a value: one, or several with spaces, commas or line feeds between them.</summary>
    public IReadOnlyList<JobFile> OpenAll(string folder, string names, string place)
    {
        // A single name may have spaces in it.
        var whole = SafePath.Resolve(folder, names.Trim());
        if (whole is not null && files.Contains(whole))
            return [OpenPath(whole)];
        return [.. TextList.Split(names).Select(name => Open(folder, name, place))];
    }

    private JobFile OpenPath(string path)
    {
        var content = files.Read(path);
        // What was opened is what gets archived.
        _opened.Add(path);
        return new(path, content);
    }
}
