using Workers.Risk.Hazard;

namespace Workers.Storage.Tests;

/// <summary>Hazard calculations that differ in every number, so that a mix-up cannot go unseen.</summary>
public static class SampleHazard
{
    /// <summary>Sites on a grid of 0.1 degrees; ids with gaps.</summary>
    public static SiteCollection Grid(int columns, int rows, double west = 10, double south = 40) => new(
        [.. Enumerable.Range(0, columns * rows).Select(i => (3 * i) + 1)],
        [.. Enumerable.Range(0, columns * rows).Select(i => Math.Round(Wrap(west + (0.1 * (i % columns))), 5))],
        [.. Enumerable.Range(0, columns * rows).Select(i => Math.Round(south + (0.1 * (i / columns)), 5))]);

    public static ArchivableHazard Curves(SiteCollection sites, int realizations = 2, int seed = 1)
    {
        var random = new Random(seed);
        ImtLevels[] imts = [new("PGA", [0.1, 0.2, 0.4]), new("SA(0.3)", [0.05, 0.5])];
        return new ArchivableHazard
        {
            Mode = "classical",
            Description = $"curves {seed}",
            Kind = HazardKind.Curves,
            InvestigationTime = 50,
            Sites = sites,
            Depths = [.. sites.Ids.Select(id => id / 10.0)],
            SiteParameters = new Dictionary<string, string[]>
            {
                ["vs30"] = [.. sites.Ids.Select(id => $"{id}.50")],
                ["custom_site_id"] = [.. sites.Ids.Select(id => $"é\"{id}")],
            },
            Imts = imts,
            Realizations =
            [
                .. Enumerable.Range(0, realizations).Select(r => new Realization(r, 1.0 / realizations, $"A~{r}")),
            ],
            Outputs =
            [
                .. Enumerable.Range(0, realizations).Select(r => new HazardOutputName($"rlz-{r:000}", r, null)),
                new("mean", null, "mean"),
            ],
            Poes = [.. Enumerable.Range(0, realizations + 1).Select(_ => imts.Select(imt =>
                Enumerable.Range(
                    0,
                    sites.Count * imt.Levels.Length).Select(_ => random.NextDouble()).ToArray()).ToArray())],
            Parameters = new Dictionary<string, string> { ["maximum_distance"] = "200" },
        };
    }

    public static ArchivableHazard GroundMotion(
        SiteCollection sites,
        int events,
        int seed = 1,
        double? investigationTime = null)
    {
        var random = new Random(seed);
        string[] imts = ["PGA", "SA(0.3)"];
        var set = new EventSet(
            [.. Enumerable.Range(0, events).Select(i => 7L * i)], [.. Enumerable.Range(0, events).Select(i => i % 2)],
            investigationTime is null ? null : [.. Enumerable.Range(0, events).Select(i => i + 1)],
            [.. Enumerable.Range(0, events).Select(i => (i / 3L) + (1L << 40))]);
        Realization[] realizations = [new(0, 0.25), new(1, 0.75)];
        var gmvs = imts.Select(_ => Enumerable.Range(0, sites.Count * events)
            .Select(_ => random.Next(5) == 0 ? float.NaN : random.NextSingle()).ToArray()).ToArray();
        return new ArchivableHazard
        {
            Mode = investigationTime is null ? "scenario" : "event_based",
            Description = $"ground motion {seed}",
            Kind = HazardKind.GroundMotion,
            InvestigationTime = investigationTime,
            Sites = sites,
            Depths = new double[sites.Count],
            Imts = [.. imts.Select(imt => new ImtLevels(imt, []))],
            Realizations = realizations,
            Outputs = [new("gmf", null, null)],
            GroundMotion = new GroundMotionFields(sites, imts, set, realizations, gmvs),
        };
    }

    private static double Wrap(double lon) => lon > 180 ? lon - 360 : lon;
}
