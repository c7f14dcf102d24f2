using Workers.Risk.Assets;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.Risk.Classical;

/// <summary>A part of a classical calculation: the job with the assets of some sites.</summary>
/// <param name="Job">The job with these assets alone.</param>
/// <param name="SiteIds">The sites they use, ascending.</param>
/// <param name="FirstAsset">Ordinal that its first asset has in the whole.</param>
public sealed record AssetBlock(RiskJob Job, IReadOnlyList<int> SiteIds, int FirstAsset);

/// <summary>
/// Cuts a classical calculation into blocks of assets that may be calculated anywhere, each with the curves of its own
/// sites: there, assets do not depend on each other. One after the other, their results are those of the whole, bit for
/// bit.
/// </summary>
public static class AssetBlocks
{
    /// <summary>Results of a block that are held at once, in floats, if curves have a hundred points.</summary>
    private const int MaxFloatsPerBlock = 4_000_000;

    /// <summary>The blocks of a job, by its size alone.</summary>
    /// <param name="job">A classical job.</param>
    /// <param name="hazard">Its hazard; the curves are not read.</param>
    /// <param name="warnings">Gets what a user should know of assets left out.</param>
    /// <exception cref="Errors.InputException">
    /// No asset is left, or assets are too far from any site and may not be discarded.
    /// </exception>
    public static IReadOnlyList<AssetBlock> Plan(RiskJob job, HazardInput hazard, ICollection<string> warnings)
    {
        // A job has vulnerability or fragility functions; the other count is 0.
        var lossTypes = Math.Max(job.Vulnerability.LossTypes.Count, job.Fragility.LossTypes.Count);
        var columns = hazard.Realizations.Count + RealizationStatistic.Select(job.Parameters).Count;
        var valuesOfAsset = 100 * lossTypes * columns;
        // At least 64 so that work outweighs a message; at most 8,192 so that progress is seen.
        return Cut(job, hazard.Sites, Math.Clamp(MaxFloatsPerBlock / Math.Max(1, valuesOfAsset), 64, 8_192), warnings);
    }

    /// <summary>Blocks in the order of the results. Assets of a site stay together.</summary>
    /// <param name="job">A classical job.</param>
    /// <param name="sites">All its sites.</param>
    /// <param name="size">Number of assets after which a block ends with the site.</param>
    /// <param name="warnings">Gets what a user should know of assets left out.</param>
    public static IReadOnlyList<AssetBlock> Cut(
        RiskJob job,
        SiteCollection sites,
        int size,
        ICollection<string> warnings)
    {
        var assets = AssetAssociation.Collect(job, sites, warnings);
        var blocks = new List<AssetBlock>();
        var start = 0;
        while (start < assets.Count)
        {
            var end = Math.Min(assets.Count, start + size);
            // A site is never cut: its curves are then read by one block only.
            while (end < assets.Count && assets.Sites[end] == assets.Sites[end - 1])
                end++;
            var part = job with { Exposure = job.Exposure with { Assets = assets.Assets[start..end] } };
            blocks.Add(new(part, [.. assets.SiteIds[start..end].Distinct()], start));
            start = end;
        }
        return blocks;
    }
}
