using System.Text.RegularExpressions;
using Workers.Errors;
using Workers.OpenQuake.Ini;

namespace Workers.OpenQuake.JobFiles;

public sealed partial class RiskJobFiles
{
    /// <summary>
    /// From a job.ini: the files of its folder, and those beside the files that it names outside of it. Names are
    /// relative to the folder that holds them all.
    /// </summary>
    /// <param name="ini">The job.ini.</param>
    /// <param name="root">That folder.</param>
    /// <param name="limits">Null: <see cref="JobFilesLimits.Default"/>.</param>
    public static RiskJobFiles FromIni(string ini, out string root, JobFilesLimits? limits = null)
    {
        limits ??= JobFilesLimits.Default;
        var file = new FileInfo(ini);
        if (!file.Exists)
            throw UploadErrors.NeitherFolderNorFile(ini);
        var outside = NamedOutside(SourceOf(file, file.Name, limits), file.Name);
        var top = file.Directory!;
        for (var up = outside.Select(LevelsUp).DefaultIfEmpty().Max(); up > 0 && top.Parent is not null; up--)
            top = top.Parent;
        root = top.FullName;
        var set = new RiskJobFiles();
        set.AddFolder(file.Directory!, Prefix(top, file.Directory!), limits);
        foreach (var folder in outside.Select(name => FolderOf(file.Directory!, name)).DistinctBy(f => f.FullName))
            set.AddNew(folder, Prefix(top, folder), limits);
        set.KeepOneIni(Prefix(top, file.Directory!) + file.Name);
        return set;
    }

    /// <summary>These files, with parameters of the job.ini set to other values.</summary>
    /// <param name="parameters">Values by name; a name that job.ini may not have is refused when it is read.</param>
    /// <exception cref="InputException">A name or value is none, or there is no job.ini.</exception>
    public RiskJobFiles WithParameters(IReadOnlyDictionary<string, string> parameters)
    {
        if (parameters.Count == 0)
            return this;
        var ini = new JobFolder(this).OpenIni();
        var content = IniOverrides.Write(ini.ReadSmall(IniFile.MaxBytes), ini.Path, parameters);
        var set = new RiskJobFiles();
        foreach (var (path, read) in _files)
            set._files.Add(path, path == ini.Path ? StoredFile.Of(content) : read);
        return set;
    }

    /// <summary>Words of the values that begin with <c>../</c>.</summary>
    private static List<string> NamedOutside(StoredFile ini, string file) =>
        [
            .. IniFile.Parse(new JobFile(file, ini.Open).ReadSmall(IniFile.MaxBytes), file)
                .SelectMany(e => PathsUp().Matches(e.Value))
                .Select(match => match.Value)
                .Distinct()];

    private static int LevelsUp(string name) => name.Split('/').TakeWhile(part => part == "..").Count();

    private static DirectoryInfo FolderOf(DirectoryInfo folder, string name) =>
        new(Path.GetDirectoryName(Path.GetFullPath(name, folder.FullName)) ?? folder.FullName);

    private static string Prefix(DirectoryInfo top, DirectoryInfo folder)
    {
        var path = Path.GetRelativePath(top.FullName, folder.FullName).Replace('\\', '/');
        return path == "." ? "" : path + '/';
    }

    /// <summary>Files of a folder, without its subfolders, as far as they are not in the set.</summary>
    private void AddNew(DirectoryInfo folder, string prefix, JobFilesLimits limits)
    {
        if (!folder.Exists)
            return;
        foreach (var file in folder.EnumerateFiles().Where(f => f.Name[0] != '.' && f.LinkTarget is null))
            if (!Contains(prefix + file.Name))
                Add(prefix + file.Name, SourceOf(file, prefix + file.Name, limits), limits);
    }

    private void KeepOneIni(string path)
    {
        var others = Paths
            .Where(p => p != path && p.EndsWith(".ini", StringComparison.OrdinalIgnoreCase))
            .ToList();
        foreach (var other in others)
            _files.Remove(other);
    }

    [GeneratedRegex(@"(?:\.\./)+[^\s,'"";:{}\[\]]*")]
    private static partial Regex PathsUp();
}
