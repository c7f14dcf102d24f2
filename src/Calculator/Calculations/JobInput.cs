using Workers.Errors;
using Workers.Hosting.Settings;
using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk;
using Workers.Risk.Classical;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Storage.Blocks;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Fencing;
using Workers.Storage.Import;
using Workers.Storage.Results;
using Workers.Storage.Spatial;

namespace Workers.Calculator.Calculations;

/// <summary>Makes calculations of what is in the engine database.</summary>
internal sealed class JobInput(
    ImportReader imports, CalculatedBlocks blocks, ResultWriter results, WorkersOptions options)
{
    /// <summary>
    /// The calculation of an attempt: its job with the assets inside the area of interest, its hazard without values,
    /// its blocks.
    /// </summary>
    /// <exception cref="InputException">
    /// The job or its hazard is wrong, they do not fit together, or the results would be too large.
    /// </exception>
    public async Task<Calculation> OpenAsync(JobRunRow run, JobAttempt attempt, CancellationToken cancel)
    {
        var import = await imports.OpenAsync(run.ImportId, cancel);
        var files = await imports.ReadRiskModelAsync(run.RiskModelId, cancel);
        // Off the delivery's thread: reading the files of a large job takes many seconds of computing.
        return await Task.Run(() => Plan(run, attempt, import, ReadJob(files, run.Area)), cancel);
    }

    private Calculation Plan(JobRunRow run, JobAttempt attempt, LoadedImport import, RiskJob job)
    {
        RiskCalculation.Check(job);
        if (job.Parameters.Mode is ModeByEvents mode)
        {
            var events = mode.Plan(job, import.Hazard);
            // Before the first block: a table that is too large would be found out after hours.
            options.MaxEventRows.Check(
                events.MaxRows,
                "rows by event and aggregation",
                where: "job.ini aggregate_by",
                instead: "fewer aggregations, or hazard of fewer events");
            return new CalculationByEvents(run, attempt, job, import, events, blocks, results);
        }
        job.Parameters.Mode.RequireHazard(import.Hazard);
        var warnings = new List<string>();
        var assets = AssetBlocks.Plan(job, import.Hazard, warnings);
        return new CalculationByAssets(run, attempt, job, import, assets, warnings, results);
    }

    private static RiskJob ReadJob(IReadOnlyDictionary<string, byte[]> files, string? area)
    {
        var job = RiskJobReader.Read(RiskJobFiles.FromPairs(files.Select(f => (f.Key, f.Value))));
        return AreaOfInterest.FromGeoJson(area) is { } inside ? Clip(job, inside) : job;
    }

    private static RiskJob Clip(RiskJob job, AreaOfInterest area)
    {
        var assets = job.Exposure.Assets;
        var inside = assets.Where(asset => area.Contains(asset.Lon, asset.Lat)).ToArray();
        if (inside.Length == 0)
            throw FitErrors.NoAssetInArea(assets.Count);
        return job with { Exposure = job.Exposure with { Assets = inside } };
    }
}
