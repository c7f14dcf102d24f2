using Workers.Risk.Hazard;

namespace Workers.Bench.Workload;

/// <summary>Seeded hazard on a square grid, ready for the archive.</summary>
internal static class SyntheticHazard
{
    /// <summary>Levels of a hazard curve.</summary>
    public const int Levels = 50;

    /// <summary>Degrees between neighbours, and south-western corner.</summary>
    public const double Step = 0.02, West = 10, South = 40;

    public static IReadOnlyList<string> Imts { get; } = ["PGA", "SA(0.5)"];

    /// <summary>Hazard as a calculation of that mode needs it.</summary>
    public static ArchivableHazard For(Size size) => size.IsClassical ? Curves(size.Sites)
        : GroundMotion(size.Sites, size.Events, Imts, size.Mode.StartsWith("scenario", StringComparison.Ordinal));

    /// <summary>Ground motion that is made when it is asked for, so that any size fits in memory.</summary>
    public static ArchivableHazard GroundMotion(
        int sites,
        int events,
        IReadOnlyList<string> imts,
        bool scenario = false)
    {
        var grid = Grid(sites);
        var years = scenario ? null : Enumerable.Range(1, events).ToArray();
        var motion = new SyntheticGroundMotion(
            grid,
            imts,
            new EventSet([.. Enumerable.Range(0, events).Select(i => (long)i)], new int[events], years));
        return Hazard(
            scenario ? "scenario" : "event_based",
            HazardKind.GroundMotion,
            grid,
            [.. imts.Select(imt => new ImtLevels(imt, []))],
            new("gmf", null, null)) with
        {
            InvestigationTime = scenario ? null : 1,
            SesPerLogicTreePath = scenario ? null : events,
            GroundMotion = motion,
        };
    }

    /// <summary>Mean hazard curves for 50 years, which fall faster than the square of the level.</summary>
    private static ArchivableHazard Curves(int sites)
    {
        double[] levels =
            [.. Enumerable.Range(0, Levels).Select(i => Math.Round(0.005 * Math.Pow(800, i / (Levels - 1.0)), 6))];
        var random = new Random(3);
        var poes = Imts.Select(_ => Enumerable.Range(0, sites).SelectMany(_ =>
        {
            var (rate, exponent) = (0.01 + (0.02 * random.NextDouble()), 2 + random.NextDouble());
            return levels.Select(level => 1 - Math.Exp(-50 * rate * Math.Pow(1 + (level / 0.1), -exponent)));
        }).ToArray()).ToArray();
        return Hazard(
            "classical",
            HazardKind.Curves,
            Grid(sites),
            [.. Imts.Select(imt => new ImtLevels(imt, levels))],
            new("mean", null, "mean")) with
        {
            InvestigationTime = 50,
            Poes = [poes],
        };
    }

    private static ArchivableHazard Hazard(
        string mode,
        HazardKind kind,
        SiteCollection sites,
        IReadOnlyList<ImtLevels> imts,
        HazardOutputName output) => new()
    {
        Mode = mode,
        Description = "benchmark",
        Kind = kind,
        Sites = sites,
        Depths = new double[sites.Count],
        Imts = imts,
        Realizations = [new(0, 1)],
        Outputs = [output],
    };

    /// <summary>Columns of the grid.</summary>
    public static int Columns(int sites) => (int)Math.Ceiling(Math.Sqrt(sites));

    public static (double Lon, double Lat) Place(int site, int sites) =>
        (
            Math.Round(West + (Step * (site % Columns(sites))), 5),
            Math.Round(South + (Step * (site / Columns(sites))), 5));

    /// <summary>A box around so many columns and rows of the grid, with its edges between sites.</summary>
    public static double[] Box(int columns, int rows) =>
        [West - (Step / 2), South - (Step / 2), West + (Step * (columns - 0.5)), South + (Step * (rows - 0.5))];

    private static SiteCollection Grid(int sites)
    {
        var places = Enumerable.Range(0, sites).Select(i => Place(i, sites)).ToList();
        return new([.. Enumerable.Range(0, sites)], [.. places.Select(p => p.Lon)], [.. places.Select(p => p.Lat)]);
    }
}
