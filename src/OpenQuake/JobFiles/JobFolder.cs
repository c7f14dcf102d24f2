using Workers.OpenQuake.Ini;
using Workers.Errors;

namespace Workers.OpenQuake.JobFiles;

/// <summary>A file of the risk model, with the name that messages show.</summary>
internal sealed record JobFile(string Path, byte[] Content)
{
    public string Folder => SafePath.FolderOf(Path);
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
        if (found.Count > 1)
            found = found.Where(p => Path.GetFileName(p) == "job.ini").ToList() is { Count: 1 } named ? named : found;
        return found.Count switch
        {
            1 => OpenPath(found[0]),
            0 => throw new InputException(ErrorCode.RiskFileMissing, "There is no job.ini among the files.", null,
                $"one file *.ini; there are {files.Paths.Count} files: {string.Join(", ", files.Paths.Take(12))}"),
            _ => throw new InputException(ErrorCode.RiskFileMissing, "There are several *.ini files and it is not clear which one is meant.", null,
                "one file *.ini, or one named job.ini; there are " + string.Join(", ", found)),
        };
    }

    /// <summary>The file that <paramref name="reference"/> means in a file at <paramref name="folder"/>.</summary>
    public JobFile Open(string folder, string reference, string place)
    {
        var path = SafePath.Resolve(folder, reference)
            ?? throw new InputException(ErrorCode.UnsafePath, $"The file name '{IniFile.Shorten(reference)}' leads out of the risk job files.", place,
                "a path relative to the file that names it");
        return files.Contains(path) ? OpenPath(path)
            : throw new InputException(ErrorCode.RiskFileMissing, $"There is no file '{IniFile.Shorten(reference)}'.", place, RiskJobFiles.Among(files.Paths));
    }

    /// <summary>Files named in a value: one, or several with spaces, commas or line feeds between them.</summary>
    public IReadOnlyList<JobFile> OpenAll(string folder, string names, string place)
    {
        var whole = SafePath.Resolve(folder, names.Trim());
        return whole is not null && files.Contains(whole) ? [OpenPath(whole)] : [.. IniValue.Words(names).Select(n => Open(folder, n, place))];
    }

    private JobFile OpenPath(string path)
    {
        var content = files.Read(path);
        _opened.Add(path);
        return new(path, content);
    }
}
