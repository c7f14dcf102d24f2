using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Results;

namespace Workers.Operations.Results;

/// <summary>A folder with results as the engine's CSV files and as GeoJSON.</summary>
internal static class ResultFolder
{
    /// <param name="model">Files of the risk model; its parameters name some result files and columns.</param>
    public static async Task WriteAsync(
        RiskResults results,
        IReadOnlyDictionary<string, byte[]> model,
        string folder,
        CancellationToken cancel)
    {
        var files = RiskJobFiles.FromPairs(model.Select(file => (file.Key, file.Value)));
        var parameters = RiskJobReader.ReadParameters(files);
        Directory.CreateDirectory(folder);
        await EngineCsv.WriteAsync(results, parameters, folder, cancel);
        await ResultGeoJson.WriteAsync(results, folder, cancel);
    }
}
