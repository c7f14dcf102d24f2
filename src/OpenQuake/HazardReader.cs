using Workers.Errors;
using Workers.OpenQuake.Hazard;
using Workers.Risk.Hazard;

namespace Workers.OpenQuake;

/// <summary>Reads a hazard calculation from a folder, whole or not at all.</summary>
public static class HazardReader
{
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
    public static ArchivableHazard Read(string folder, IReadOnlyDictionary<string, string>? parameters = null)
    {
        var files = new HazardFolder(folder);
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
