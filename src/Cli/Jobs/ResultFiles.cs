using Workers.Cli.CommandLine;
using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Results;

namespace Workers.Cli.Jobs;

/// <summary>Results of a job, taken out of the icebox and written as the engine's CSV files and as GeoJSON.</summary>
public static class ResultFiles
{
    public static async Task<RiskResults> WriteAsync(SystemClient system, Guid job, string folder, CancellationToken cancel)
    {
        var (calculation, results) = await system.Results.ReadAsync(job, cancel);
        var files = await system.Models.ReadFilesAsync(calculation.RiskModelId, cancel);
        var parameters = RiskJobReader.ReadParameters(RiskJobFiles.FromPairs(files.Select(f => (f.Key, f.Value))));
        Directory.CreateDirectory(folder);
        await EngineCsv.WriteAsync(results, parameters, folder, cancel);
        await ResultGeoJson.WriteAsync(results, folder, cancel);
        return results;
    }
}
