using Workers.OpenQuake.Hazard;
using Workers.Risk.Hazard;
using Workers.Errors;

namespace Workers.OpenQuake;

/// <summary>Reads a hazard calculation from a folder, whole or not at all.</summary>
public static class HazardReader
{
    /// <summary>
    /// Reads the engine's CSV exports (hazard curves per IMT and realization or statistic; or ground motion fields, sites and events; realizations.csv
    /// where there are several), with a hazard.json beside them, with a job.ini that names them, or on their own as far as they say enough.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="parameters">Parameters known from elsewhere (<c>investigation_time</c>, …), used where the folder does not say them.</param>
    /// <exception cref="InputException">What is wrong or missing, with file and line.</exception>
    public static ArchivableHazard Read(string folder, IReadOnlyDictionary<string, string>? parameters = null)
    {
        var files = new HazardFolder(folder);
        var metadata = HazardMetadata.Read(files, parameters);
        var hasCurves = Choose(files, metadata);
        var sites = HazardFolder.Only(files.Sites, "sites") is { } name ? SitesCsv.Read(files.Bytes(name), name) : null;
        var realizations = HazardFolder.Only(files.Realizations, "realizations") is { } file ? RealizationsCsv.Read(files.Bytes(file), file)
            : metadata.Weights is { } weights ? HazardMetadata.Realizations(weights, files.Json!)
            : null;
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

    private static bool Choose(HazardFolder files, HazardMetadata metadata)
    {
        var (curves, gmfs) = (files.Curves.Count > 0, files.GroundMotion.Count > 0);
        if (!curves && !gmfs)
            throw new InputException(ErrorCode.HazardFileMissing, "The folder holds neither hazard curves nor ground motion fields.", null, "hazard_curve-mean-PGA.csv, …, or gmfs.csv with sites.csv and events.csv");
        if (curves && gmfs && metadata.Text("kind") is not ("curves" or "gmf"))
            throw new InputException(ErrorCode.HazardFileMalformed, "The folder holds both hazard curves and ground motion fields.", files.GroundMotion[0], "one calculation a folder");
        return gmfs ? curves && metadata.Text("kind") == "curves" : curves;
    }
}
