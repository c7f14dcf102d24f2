using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk;
using Workers.Risk.Hazard;
using Workers.Risk.Input;
using Workers.Storage.Engine;
using Workers.Storage.Spatial;

namespace Workers.Calculator.RunRiskCalc;

/// <summary>Reads what a run calculates on from the engine database.</summary>
internal sealed class JobInput(ImportedHazard imports)
{
    /// <summary>The job as its files state it, with the assets inside the area of interest.</summary>
    public async Task<RiskJob> ReadJobAsync(JobRunRow run, CancellationToken cancel)
    {
        var files = await imports.ReadRiskModelAsync(run.RiskModelId, cancel);
        var job = RiskJobReader.Read(RiskJobFiles.FromPairs(files.Select(f => (f.Key, f.Value))));
        return AreaOfInterest.FromGeoJson(run.Area) is { } area ? Clip(job, area) : job;
    }

    public async Task<HazardInput> ReadHazardAsync(Guid importId, CancellationToken cancel)
    {
        var import = await imports.DescribeAsync(importId, cancel);
        return import.Kind == HazardKind.Curves
            ? new CurveInput(await imports.ReadCurvesAsync(importId, cancel))
            : new GroundMotionInput(await imports.ReadGroundMotionAsync(importId, cancel),
                import.InvestigationTime, import.SesPerLogicTreePath ?? 1, import.LogicTreeSamples);
    }

    private static RiskJob Clip(RiskJob job, AreaOfInterest area)
    {
        var inside = job.Exposure.Assets.Where(a => area.Contains(a.Lon, a.Lat)).ToArray();
        return inside.Length > 0
            ? job with { Exposure = job.Exposure with { Assets = inside } }
            : throw new InputException(ErrorCode.NoAssetInArea, $"none of the {job.Exposure.Assets.Count} assets lies in the area of interest",
                expected: "an area that holds assets of the exposure model");
    }
}
