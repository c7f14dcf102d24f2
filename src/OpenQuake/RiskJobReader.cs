using Workers.OpenQuake.Exposure;
using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.OpenQuake.RiskModel;
using Workers.Risk;
using Workers.Risk.Exposure;
using Workers.Risk.Input;
using Workers.Risk.Vulnerability;

namespace Workers.OpenQuake;

/// <summary>Reads a job.ini and the files it names through, with every check that needs no hazard.</summary>
public static class RiskJobReader
{
    /// <summary>Reads the risk job files.</summary>
    /// <exception cref="InputException">The first thing that is wrong, with file, line and id.</exception>
    public static RiskJob Read(RiskJobFiles files) => ReadThrough(files).Job;

    /// <summary>
    /// Reads the risk job files; the second part holds exactly the files that the job consists of (the job.ini and what it names, hazard
    /// left out), under names relative to the folder they share: what is worth keeping, whose <see cref="RiskJobFiles.ContentHash"/> is the risk model's id.
    /// </summary>
    public static (RiskJob Job, RiskJobFiles Files) ReadThrough(RiskJobFiles files, JobFilesLimits? limits = null)
    {
        var folder = new JobFolder(files);
        var ini = folder.OpenIni();
        var entries = IniFile.Parse(ini.Content, ini.Path);
        var parameters = RiskParameterReader.Read(entries, ini.Path);
        var functions = ReadVulnerability(folder, ini, entries, "vulnerability");
        var retrofitted = ReadVulnerability(folder, ini, entries, "vulnerability_retrofitted");
        var fragility = FragilityReader.Read([.. RiskFileKeys.FindByLossType(entries, "fragility").Select(f => (f.LossType, folder.Open(ini.Folder, f.Entry.Value, f.Entry.Place)))]);
        string[] lossTypes = [.. functions.LossTypes.Union(fragility.LossTypes)];
        var mapping = TaxonomyMappingReader.Read(folder, ini.Folder, RiskFileKeys.Find(entries, RiskFileKeys.TaxonomyMapping), lossTypes);
        var exposure = ReadExposure(folder, ini, entries, parameters);
        var job = new RiskJob(parameters with { MinimumAssetLoss = ByLossType(parameters, functions.LossTypes) }, exposure, functions, mapping)
        {
            Fragility = fragility,
            Consequences = ConsequenceReader.Read(folder, ini, entries, fragility.LimitStates),
            Retrofitted = retrofitted.LossTypes.Count > 0 ? retrofitted : null,
        };
        RiskJobChecks.Check(job, ini.Path);
        return (job, files.Only(folder.Opened, limits ?? JobFilesLimits.Default));
    }

    private static ExposureModel ReadExposure(JobFolder folder, JobFile ini, IReadOnlyList<IniEntry> entries, RiskParameters parameters)
    {
        var entry = RiskFileKeys.Find(entries, RiskFileKeys.Exposure)
            ?? throw new InputException(ErrorCode.ParameterMissing, "exposure_file is missing.", ini.Path, "exposure_file = an exposure model in NRML");
        return ExposureReader.Read(folder, folder.OpenAll(ini.Folder, entry.Value, entry.Place), parameters.IgnoreMissingCosts);
    }

    private static VulnerabilityModel ReadVulnerability(JobFolder folder, JobFile ini, IReadOnlyList<IniEntry> entries, string kind) =>
        new(RiskFileKeys.FindByLossType(entries, kind).ToDictionary(f => f.LossType,
            f => VulnerabilityReader.Read(folder.Open(ini.Folder, f.Entry.Value, f.Entry.Place)), StringComparer.Ordinal));

    /// <summary>The engine's <c>default</c> written out for each loss type.</summary>
    private static Dictionary<string, double> ByLossType(RiskParameters parameters, IReadOnlyList<string> lossTypes)
    {
        var stated = parameters.MinimumAssetLoss;
        return lossTypes.Union(stated.Keys).Where(l => l != "default").ToDictionary(l => l,
            l => stated.TryGetValue(l, out var own) ? own : stated.GetValueOrDefault("default"), StringComparer.Ordinal);
    }
}
