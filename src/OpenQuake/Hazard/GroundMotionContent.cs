using Workers.Risk.Hazard;

namespace Workers.OpenQuake.Hazard;

/// <summary>What a file of ground motion fields holds, with its sites and events.</summary>
/// <param name="Sites">The sites.</param>
/// <param name="Events">The events.</param>
/// <param name="Imts">IMTs in the order of the values.</param>
/// <param name="Gmvs"><c>[imt]</c>: sites × events, row-major, NaN where there is no row.</param>
internal sealed record GroundMotionContent(Sites Sites, EventSet Events, IReadOnlyList<string> Imts, float[][] Gmvs);
