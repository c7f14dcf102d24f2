using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Results;

namespace Workers.Operations.Results;

/// <summary>A folder with results as the engine's CSV files and as GeoJSON.</summary>
internal static class ResultFolder
{
    /// <param name="results">The results.</param>
    /// <param name="model">Files of the risk model; its parameters name some result files and columns.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="calculation">Calculation id to name CSV files with as the engine does; null for names
    /// without.</param>
    /// <param name="cancel">Stops between rows.</param>
    public static async Task WriteAsync(
        RiskResults results,
        IReadOnlyDictionary<string, byte[]> model,
        string folder,
        string? calculation,
        CancellationToken cancel)
    {
        var files = RiskJobFiles.FromPairs(model.Select(file => (file.Key, file.Value)));
        var parameters = RiskJobReader.ReadParameters(files);
        Directory.CreateDirectory(folder);
        await EngineCsv.WriteAsync(results, parameters, folder, calculation, cancel);
        await ResultGeoJson.WriteAsync(results, folder, cancel);
    }
}
