using Workers.Risk.Assets;
using Workers.Risk.Hazard;
using Workers.Risk.Results;

namespace Workers.Risk.Classical;

/// <summary>
/// Cuts a classical calculation into blocks of assets that may be calculated anywhere, each with the curves of its own sites: there, assets do
/// not depend on each other. Put together in order, the results are those of the whole, bit for bit.
/// </summary>
public static class AssetBlocks
{
    /// <summary>Jobs for the blocks, in the order of the results. Assets of a site stay together.</summary>
    /// <param name="job">A classical job.</param>
    /// <param name="sites">All its sites.</param>
    /// <param name="size">Number of assets after which a block ends with the site.</param>
    /// <param name="warnings">Gets what a user should know of assets left out.</param>
    public static IReadOnlyList<(RiskJob Job, IReadOnlyList<int> SiteIds)> Cut(RiskJob job, SiteCollection sites, int size, ICollection<string> warnings)
    {
        var assets = AssetAssociation.Collect(job, sites, warnings);
        var blocks = new List<(RiskJob, IReadOnlyList<int>)>();
        for (int start = 0, end; start < assets.Count; start = end)
        {
            for (end = Math.Min(assets.Count, start + size); end < assets.Count && assets.Sites[end] == assets.Sites[end - 1];)
                end++;
            blocks.Add((job with { Exposure = job.Exposure with { Assets = assets.Assets[start..end] } }, [.. assets.SiteIds[start..end].Distinct()]));
        }
        return blocks;
    }

    /// <summary>Results of the whole from those of the blocks, in order.</summary>
    /// <exception cref="InvalidOperationException">The blocks are not of one calculation.</exception>
    public static RiskResults Join(IReadOnlyList<RiskResults> blocks) => blocks[0] with
    {
        Assets = [.. blocks.SelectMany(b => b.Assets)],
        Outputs = [.. blocks[0].Outputs.Select((_, o) => Join([.. blocks.Select(b => b.Outputs[o])]))],
    };

    private static RiskOutput Join(RiskOutput[] parts)
    {
        RiskOutput joined = parts[0] switch
        {
            AssetValues values => values with { Values = [.. parts.SelectMany(p => ((AssetValues)p).Values)] },
            AssetCurves curves => curves with
            {
                Losses = [.. parts.SelectMany(p => ((AssetCurves)p).Losses)],
                Poes = [.. parts.SelectMany(p => ((AssetCurves)p).Poes)],
            },
            _ => throw new InvalidOperationException($"{parts[0].Kind} is not by asset"),
        };
        return parts.All(p => (p.Kind, p.LossType, p.Realization, p.Statistic) == (joined.Kind, joined.LossType, joined.Realization, joined.Statistic)) ? joined
            : throw new InvalidOperationException("the blocks are not of one calculation");
    }
}
