using Workers.Risk.Hazard;

namespace Workers.Bench.Import;

/// <summary>Ground motion of a stochastic event set: lognormal around 0.2 g, on a grid of 0.02 degrees.</summary>
internal static class SyntheticHazard
{
    public static ArchivableHazard GroundMotion(int sites, int events)
    {
        var random = new Random(1);
        var places = Enumerable.Range(0, sites).ToList();
        var grid = new SiteCollection([.. places], [.. places.Select(i => 10 + (0.02 * (i % 50)))], [.. places.Select(i => 40 + (0.02 * (i / 50)))]);
        var set = new EventSet([.. Enumerable.Range(0, events).Select(i => (long)i)], new int[events], [.. Enumerable.Range(1, events)]);
        var values = new float[sites * events];
        for (var i = 0; i < values.Length; i++) values[i] = (float)Math.Exp(-1.6 + (0.6 * ((2 * random.NextDouble()) - 1)));
        Realization[] realizations = [new(0, 1)];
        return new ArchivableHazard
        {
            Mode = "event_based", Description = "benchmark", Kind = HazardKind.GroundMotion, InvestigationTime = 1,
            Sites = grid, Depths = new double[sites], Imts = [new("PGA", [])], Realizations = realizations, Outputs = [new("gmf", null, null)],
            GroundMotion = new GroundMotionFields(grid, ["PGA"], set, realizations, [values]), Parameters = new Dictionary<string, string>(),
        };
    }
}
