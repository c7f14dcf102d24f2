namespace Workers.Kit.Demo;

/// <summary>A group of buildings of the town.</summary>
public sealed record DemoAsset(
    string Id, double Lon, double Lat, string Taxonomy, int Number, double Structural, double Contents, int Day, int Night, int Transit, string District);

/// <summary>
/// An invented town in the hills, on both sides of a river: an old centre of stone, brick around it, concrete in the suburbs, timber up the slopes.
/// The same seed gives the same town.
/// </summary>
public sealed class DemoTown
{
    public const double CentreLon = 12.62, CentreLat = 43.02;
    private const int Seed = 1703, Assets = 600;

    /// <param name="East">Degrees east of the centre.</param>
    /// <param name="North">Degrees north of the centre.</param>
    /// <param name="Spread">Degrees.</param>
    /// <param name="Share">Share of the buildings.</param>
    private sealed record District(string Name, double East, double North, double Spread, double Share, string[] Taxonomies);

    private static readonly District[] Districts =
    [
        new("old-town", 0.000, 0.004, 0.006, 0.30, ["stone-masonry", "stone-masonry", "brick-masonry"]),
        new("riverside", 0.022, -0.012, 0.010, 0.20, ["brick-masonry", "concrete-low"]),
        new("new-town", -0.034, -0.004, 0.012, 0.25, ["concrete-low", "concrete-mid", "concrete-mid"]),
        new("works", 0.052, 0.016, 0.007, 0.10, ["concrete-low", "brick-masonry"]),
        new("slopes", -0.010, 0.042, 0.016, 0.15, ["timber", "stone-masonry"]),
    ];

    /// <summary>Cost of a building of each kind and its contents, and how many live there.</summary>
    private static readonly Dictionary<string, (double Structural, double Contents, double People)> Building = new()
    {
        ["stone-masonry"] = (210_000, 48_000, 5.5),
        ["brick-masonry"] = (240_000, 60_000, 6.0),
        ["concrete-low"] = (320_000, 95_000, 9.0),
        ["concrete-mid"] = (980_000, 260_000, 34.0),
        ["timber"] = (180_000, 52_000, 3.5),
    };

    public IReadOnlyList<DemoAsset> Buildings { get; } = Build(new Random(Seed));

    /// <summary>The hazard's sites: a grid over the town and the country around it.</summary>
    public IReadOnlyList<(double Lon, double Lat)> Sites { get; } =
        [.. from north in Enumerable.Range(-7, 16)
            from east in Enumerable.Range(-9, 20)
            select (Math.Round(CentreLon + 0.012 * east, 5), Math.Round(CentreLat + 0.010 * north, 5))];

    /// <summary>The area that somebody drew: the old town and what lies east of it, with a bight where the river is. Corners as lon, lat.</summary>
    public static IReadOnlyList<(double Lon, double Lat)> DrawnArea { get; } =
        [.. new[] { (-0.016, -0.006), (0.008, -0.034), (0.024, -0.018), (0.048, -0.030), (0.078, 0.010), (0.050, 0.044), (0.002, 0.026) }
            .Select(corner => (Math.Round(CentreLon + corner.Item1, 5), Math.Round(CentreLat + corner.Item2, 5)))];

    private static List<DemoAsset> Build(Random random)
    {
        var buildings = new List<DemoAsset>();
        foreach (var district in Districts)
        {
            for (var count = (int)(district.Share * Assets); count > 0; count--)
            {
                var taxonomy = district.Taxonomies[random.Next(district.Taxonomies.Length)];
                var (structural, contents, people) = Building[taxonomy];
                var number = 1 + random.Next(9);
                var night = (int)(number * people * (0.7 + 0.6 * random.NextDouble()));
                buildings.Add(new DemoAsset(
                    $"a{buildings.Count + 1:000}",
                    Math.Round(CentreLon + district.East + district.Spread * Normal(random), 5),
                    Math.Round(CentreLat + district.North + district.Spread * Normal(random), 5),
                    taxonomy, number, Price(structural), Price(contents),
                    night / 2, night, night / 3, district.Name));
            }
        }
        return buildings;

        double Price(double typical) => Math.Round(typical * Math.Exp(0.25 * Normal(random)), 0);
    }

    /// <summary>A standard normal number, by Box and Muller.</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
