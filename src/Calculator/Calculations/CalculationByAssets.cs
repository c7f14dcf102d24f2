using Workers.Risk;
using Workers.Risk.Classical;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Fencing;
using Workers.Storage.Import;
using Workers.Storage.Results;

namespace Workers.Calculator.Calculations;

/// <summary>
/// Classical modes: blocks of assets. Assets do not depend on each other: what a block gives is a part of the results
/// as it is.
/// </summary>
internal sealed class CalculationByAssets(
    JobRunRow run,
    JobAttempt attempt,
    RiskJob job,
    LoadedImport import,
    IReadOnlyList<AssetBlock> blocks,
    IReadOnlyList<string> warnings,
    ResultWriter results)
    : Calculation(run, attempt, job)
{
    public override int Blocks => blocks.Count;

    public override async Task CalculateAsync(int block, CancellationToken cancel)
    {
        var (own, siteIds, firstAsset) = blocks[block];
        var curves = new CurveInput(await import.CurvesAsync(siteIds, cancel));
        var found = await Task.Run(() => RiskCalculation.Calculate(own, curves, cancel), cancel);
        await results.WriteBlockAsync(
            // Warnings of the plan: those of a block are of its assets only.
            found with { Warnings = warnings }, firstAsset, Attempt, cancel);
    }

    public override async Task<Merged> WholeAsync(CancellationToken cancel)
    {
        await CalculateAsync(0, cancel);
        return await MergeAsync(cancel);
    }

    public override Task<Merged> MergeAsync(CancellationToken cancel)
    {
        var last = blocks[^1];
        return Task.FromResult(new Merged(last.FirstAsset + last.Job.Exposure.Assets.Count, warnings));
    }
}
