using Workers.OpenQuake;
using Workers.Storage.Results;

namespace Workers.Operations.Results;

/// <summary>A folder with results as the engine's CSV files and as GeoJSON, and a manifest of them.</summary>
internal static class ResultFolder
{
    /// <summary>
    /// Writes all files beside those that are there, then puts them in their place: a folder never has some of the
    /// files, nor those of two jobs.
    /// </summary>
    public static async Task<ResultManifest> WriteAsync(
        ArchivedRiskCalculation archived,
        RiskJobOutline outline,
        ResultOrigin origin,
        ResultTarget target,
        CancellationToken cancel)
    {
        // Inside the folder, so on its disk: files are moved at the end, not copied.
        var partial = Path.Combine(target.Folder, $".partial-{Guid.NewGuid():N}");
        Directory.CreateDirectory(partial);
        try
        {
            await EngineCsv.WriteAsync(
                archived.Results, outline.Parameters, partial, target.Calculation, origin, cancel);
            await ResultGeoJson.WriteAsync(archived.Results, partial, origin, cancel);
            var files = new List<ResultFile>();
            foreach (var path in Directory.GetFiles(partial).Order(StringComparer.Ordinal))
                files.Add(await ResultFile.ReadAsync(path, cancel));
            var manifest = ResultManifest.Create(
                archived.Calculation, archived.Results.LossTypes, outline, files);
            await manifest.WriteAsync(partial, cancel);
            Replace(target.Folder, partial, manifest);
            return manifest;
        }
        finally
        {
            Directory.Delete(partial, recursive: true);
        }
    }

    private static void Replace(string folder, string partial, ResultManifest manifest)
    {
        ResultManifest.Find(folder)?.Delete(folder);
        // The manifest comes first: were this to end half-way, the folder still says whose files it has.
        foreach (var name in manifest.Names.OrderBy(name => name != ResultManifest.FileName))
            File.Move(Path.Combine(partial, name), Path.Combine(folder, name), overwrite: true);
    }
}
