using Workers.Risk.Classical;
using Workers.Risk.EventBased;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Modes;
using Workers.Risk.Results;

namespace Workers.Risk.Tests.Laws;

/// <summary>Calculates a job in blocks of any size, the last one first, and puts them together.</summary>
internal static class InBlocks
{
    public static RiskResults Calculate(RiskJob job, HazardInput hazard, int size) =>
        hazard is GroundMotionInput motion ? OfEvents(job, motion, size) : OfAssets(
            job,
            ((CurveInput)hazard).Curves,
            size);

    private static RiskResults OfEvents(RiskJob job, GroundMotionInput hazard, int size)
    {
        var calculation = ((ModeByEvents)job.Parameters.Mode).Plan(job, hazard);
        var ranges = EventRange.Cut(hazard.Fields.Events.Count, size);
        var blocks = new EventBlock[ranges.Count][];
        for (var b = blocks.Length - 1; b >= 0; b--)
            blocks[b] = calculation.Calculate(Part(hazard.Fields, ranges[b]), new(0, ranges[b].Count));
        return calculation.Frame() with { Outputs = [.. calculation.Outputs(new EventBlocksInMemory(blocks))] };
    }

    private static GroundMotionFields Part(IGroundMotion motion, EventRange range)
    {
        var events = motion.Events;
        var part = range.First..(range.First + range.Count);
        return new(motion.Sites, motion.Imts, new EventSet(events.Ids[part], events.Realizations[part], null),
            motion.Realizations, [.. Enumerable.Range(0, motion.Imts.Count).Select(imt =>
                Enumerable.Range(0, motion.Sites.Count)
                    .SelectMany(site => motion.Values(imt, site).Slice(range.First, range.Count).ToArray())
                    .ToArray())]);
    }

    private static RiskResults OfAssets(RiskJob job, HazardCurves curves, int size)
    {
        var parts = AssetBlocks.Cut(job, curves.Sites, size, []).Reverse()
            .Select(b => RiskCalculation.Calculate(b.Job, new CurveInput(At(curves, b.SiteIds)))).Reverse().ToList();
        return parts[0] with {
            Assets = [.. parts.SelectMany(p => p.Assets)],
            Outputs = [.. parts[0].Outputs.Select((_, o) => Join([.. parts.Select(p => p.Outputs[o])]))]};
    }

    private static RiskOutput Join(IReadOnlyList<RiskOutput> parts) => parts[0] switch
    {
        AssetCurves curves => curves with
        {
            Losses = [.. parts.SelectMany(p => ((AssetCurves)p).Losses)],
            Poes = [.. parts.SelectMany(p => ((AssetCurves)p).Poes)],
        },
        var values => (AssetValues)values with { Values = [.. parts.SelectMany(p => ((AssetValues)p).Values)] },
    };

    private static HazardCurves At(HazardCurves curves, IReadOnlyList<int> siteIds)
    {
        int[] positions = [.. siteIds.Select(id => Array.IndexOf(curves.Sites.Ids, id))];
        return curves with
        {
            Sites = new(
                [.. siteIds],
                [.. positions.Select(p => curves.Sites.Lons[p])],
                [.. positions.Select(p => curves.Sites.Lats[p])]),
            Poes = [
                .. curves.Poes.Select(
                    (byImt, r) =>
                        byImt.Select(
                            (_, imt) =>
                                positions.SelectMany(p => curves.Curve(r, imt, p).ToArray()).ToArray()).ToArray())],
        };
    }
}
