using Workers.Errors;
using Workers.Risk.Assets;
using Workers.Risk.Exposure;
using Workers.Risk.Job;
using Workers.Risk.Packed;

namespace Workers.OpenQuake.Checks;

/// <summary>Assets outside of the <c>region</c> of job.ini do not count: nothing is asked of them.</summary>
internal static class RegionChecks
{
    public static IReadOnlyList<Asset> AssetsThatCount(RiskJob job)
    {
        if (job.Parameters.Region is not { Count: > 2 } corners)
            return job.Exposure.Assets;
        var region = new Region(corners);
        var inside = job.Exposure.Assets.Only(a => region.Contains(a.Lon, a.Lat));
        // An empty result would look like no losses.
        return inside.Count > 0 ? inside : throw ExposureErrors.NoneInRegion(job.Exposure.Assets.Count);
    }
}
