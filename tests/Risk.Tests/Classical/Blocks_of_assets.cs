using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Classical;
using Workers.Risk.Hazard;
using Workers.Risk.Results;
using Workers.Support;

namespace Workers.Risk.Tests.Classical;

public class Blocks_of_assets
{
    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(1000)]
    public void Give_the_results_of_the_whole(int size)
    {
        var inputs = Path.Combine(
            SharedCases.Root,
            "tests",
            "Risk.Tests",
            "Cases",
            "own",
            "classical_risk_many",
            "inputs");
        var job = RiskJobReader.Read(RiskJobFiles.FromFolder(inputs));
        var curves = ((CurveInput)HazardInput.From(HazardReader.Read(Path.Combine(inputs, "hazard")))).Curves;
        var whole = RiskCalculation.Calculate(job, new CurveInput(curves));
        var blocks = AssetBlocks.Cut(job, curves.Sites, size, []);
        var parts = blocks.Select(
            b => RiskCalculation.Calculate(b.Job, new CurveInput(At(curves, b.SiteIds)))).ToList();

        Assert.Equal(whole.Assets.Select(a => a.Id), parts.SelectMany(p => p.Assets).Select(a => a.Id));
        Assert.Equal(blocks.Select(b => whole.Assets[b.FirstAsset].Id), parts.Select(p => p.Assets[0].Id));
        for (var o = 0; o < whole.Outputs.Count; o++)
            if (whole.Outputs[o] is AssetCurves losses)
                Assert.Equal(losses.Poes, parts.SelectMany(p => ((AssetCurves)p.Outputs[o]).Poes));
            else
                Assert.Equal(
                    ((AssetValues)whole.Outputs[o]).Values,
                    parts.SelectMany(p => ((AssetValues)p.Outputs[o]).Values));
    }

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
