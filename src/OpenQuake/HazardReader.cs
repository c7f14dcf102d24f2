using Workers.Errors;
using Workers.OpenQuake.Hazard;
using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Modes;

namespace Workers.OpenQuake;

/// <summary>Reads a hazard calculation from a folder, whole or not at all.</summary>
public static class HazardReader
{
    private const string Folder = "hazard";

    /// <summary>Parameters of a risk job that say what its hazard is.</summary>
    private static readonly string[] OfHazard =
    [
        "description", "investigation_time", "ses_per_logic_tree_path", "number_of_logic_tree_samples",
    ];

    /// <summary>Parameters that let the engine compute hazard, or take it from a calculation of its own.</summary>
    private static readonly string[] Computing =
    [
        "source_model_logic_tree_file", "source_model_file", "rupture_model_file", "rupture_model_csv",
        "rupture_model_hdf5", "rupture_dict", "ruptures_hdf5", "shakemap_id", "shakemap_uri", "shakemap_file",
        "gsim", "gsim_logic_tree_file", "hazard_calculation_id", "hazard_output_id", "hazard_curves_hdf5",
    ];

    /// <summary>
    /// Reads the engine's CSV exports (hazard curves per IMT and realization or statistic; or ground motion fields,
    /// sites and events; realizations.csv where there are several), with a hazard.json beside them, with a job.ini that
    /// names them, or on their own as far as they say enough.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="parameters">
    /// Parameters known from elsewhere (<c>investigation_time</c>, …), used where the folder does not say them.
    /// </param>
    /// <exception cref="InputException">What is wrong or missing, with file and line.</exception>
    public static ArchivableHazard Read(string folder, IReadOnlyDictionary<string, string>? parameters = null) =>
        Read(new HazardFolder(folder), parameters);

    /// <summary>
    /// Reads the hazard of a job: the folder <c>hazard</c> beside its job.ini, or the files that job.ini names, as the
    /// engine does.
    /// </summary>
    /// <param name="root">Folder that the names of <paramref name="job"/> are relative to.</param>
    /// <param name="job">The job's files.</param>
    /// <exception cref="InputException">What is wrong or missing, with file and line.</exception>
    public static ArchivableHazard ReadOfJob(string root, RiskJobFiles job)
    {
        var ini = new JobFolder(job).OpenIni();
        var entries = IniFile.Parse(ini.ReadSmall(IniFile.MaxBytes), ini.Path);
        var said = SaidOfHazard(entries);
        if (FindFolder(Path.Combine(root, ini.Folder), root) is { } folder)
            return Read(new HazardFolder(folder), said.ToDictionary(e => e.Key, e => e.Value));
        return HazardFolder.OfJob(root, ini.Folder, entries, said) is { } named
            ? Read(named, null)
            : throw HazardErrors.NoHazardOfJob(ini.Path, ComputedFrom(entries));
    }

    private static string? FindFolder(params ReadOnlySpan<string> places)
    {
        foreach (var place in places)
            if (Directory.Exists(Path.Combine(place, Folder)))
                return Path.Combine(place, Folder);
        return null;
    }

    /// <summary>
    /// What a job.ini says of its hazard. The rest is left out: jobs that differ in it use the same archived hazard.
    /// </summary>
    private static List<IniEntry> SaidOfHazard(IReadOnlyList<IniEntry> job)
    {
        var said = job.Where(entry => OfHazard.Contains(entry.Key)).ToList();
        var mode = job.FirstOrDefault(entry => entry.Key == "calculation_mode");
        if (mode is not null && RiskModes.Find(mode.Value)?.Hazard == ModeHazard.Scenario)
            said.Add(mode with { Value = HazardModes.Scenario });
        return said;
    }

    /// <summary>The parameter of a job.ini that would let the engine compute or fetch hazard.</summary>
    private static string? ComputedFrom(IReadOnlyList<IniEntry> job) =>
        job.FirstOrDefault(entry => Computing.Contains(entry.Key) && entry.Value.Length > 0)?.Key;

    private static ArchivableHazard Read(HazardFolder files, IReadOnlyDictionary<string, string>? parameters)
    {
        var metadata = HazardMetadata.Read(files, parameters);
        // First what it is: without it, errors about sites would mislead.
        var hasCurves = HasCurves(files, metadata);
        var sitesFile = HazardFolder.Only(files.Sites, "sites");
        var sites = sitesFile is null ? null : SitesCsv.Read(files.Bytes(sitesFile), sitesFile);
        var realizations = ReadRealizations(files, metadata);
        var hazard = hasCurves
            ? CurvesReader.Read(files, metadata, sites, realizations)
            : GroundMotionReader.Read(files, metadata, sites, realizations);
        return hazard with
        {
            Description = metadata.Text("description") ?? "",
            EngineVersion = metadata.Text("generated_by") ?? metadata.Text("engine_version"),
            Parameters = metadata.Parameters,
        };
    }

    private static bool HasCurves(HazardFolder files, HazardMetadata metadata)
    {
        var curves = files.Curves.Count > 0;
        var fields = files.GroundMotion.Count > 0;
        if (!curves && !fields)
            // People bring ShakeMaps; they deserve more than "no hazard".
            throw files.Names.FirstOrDefault(IsShakeMap) is { } grid
                ? HazardErrors.ShakeMap(grid)
                : HazardErrors.NoHazard(files.Names);
        if (!curves || !fields)
            return curves;
        return metadata.Text("kind") switch
        {
            "curves" => true,
            "gmf" => false,
            _ => throw HazardErrors.CurvesAndFields(files.GroundMotion[0]),
        };
    }

    /// <summary>The grid that the USGS publishes of an event.</summary>
    private static bool IsShakeMap(string name) =>
        name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
        && (name.Contains("grid", StringComparison.OrdinalIgnoreCase)
            || name.Contains("shakemap", StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<Realization>? ReadRealizations(HazardFolder files, HazardMetadata metadata)
    {
        if (HazardFolder.Only(files.Realizations, "realizations") is { } file)
            return RealizationsCsv.Read(files.Bytes(file), file);
        return metadata.Weights is null ? null : HazardMetadata.Realizations(metadata.Weights, files.Json!);
    }
}
