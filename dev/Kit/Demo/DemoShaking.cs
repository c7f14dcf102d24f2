using MathNet.Numerics;

namespace Workers.Kit.Demo;

/// <summary>
/// Shaking of the invented town: an attenuation law of the usual form (magnitude, distance with a saturation depth, soil) with lognormal scatter,
/// a fault north-east of the town, and smaller earthquakes all around it. Plausible, not the hazard of any real place.
/// </summary>
public sealed class DemoShaking(DemoTown town)
{
    private const int Seed = 1915;
    private const double BetweenEvents = 0.30, WithinEvent = 0.50, KmPerDegree = 111.2;

    /// <summary>Magnitude of the scenario, on the fault's middle.</summary>
    public const double ScenarioMagnitude = 6.4;
    public const double InvestigationTime = 50;
    public const int Events = 200;

    /// <summary>IMTs with their factor over PGA.</summary>
    public static IReadOnlyList<(string Name, double OverPga)> Imts { get; } = [("PGA", 1.0), ("SA(0.3)", 2.2)];

    /// <summary>Levels of the hazard curves, in g.</summary>
    public static IReadOnlyList<double> Levels { get; } = [.. Enumerable.Range(0, 20).Select(i => Math.Round(0.01 * Math.Pow(1.34, i), 5))];

    /// <summary>Places where earthquakes start, with the yearly rate of each magnitude (Gutenberg and Richter's law, b = 1).</summary>
    private static readonly (double East, double North, double Share)[] Sources =
        [.. Enumerable.Range(0, 9).Select(i => (0.06 + 0.025 * i, 0.16 - 0.020 * i, 0.6 / 9)),
         .. from east in Enumerable.Range(-2, 5) from north in Enumerable.Range(-2, 5) select (0.15 * east, 0.15 * north, 0.4 / 25)];

    private static readonly double[] Magnitudes = [4.75, 5.25, 5.75, 6.25, 6.75];

    /// <summary>PoE in the investigation time, for each level, at a site.</summary>
    public double[] Curve(int site, int imt)
    {
        var scatter = Math.Sqrt((BetweenEvents * BetweenEvents) + (WithinEvent * WithinEvent));
        var rates = new double[Levels.Count];
        foreach (var source in Sources)
        {
            foreach (var magnitude in Magnitudes)
            {
                var rate = source.Share * Math.Pow(10, 3.6 - magnitude);
                var median = LogMedian(magnitude, source.East, source.North, site, imt);
                for (var level = 0; level < rates.Length; level++)
                    rates[level] += rate * 0.5 * SpecialFunctions.Erfc((Math.Log(Levels[level]) - median) / (scatter * Math.Sqrt(2)));
            }
        }
        return [.. rates.Select(rate => 1 - Math.Exp(-rate * InvestigationTime))];
    }

    /// <summary>Ground motion of the scenario in g: <c>[event][imt][site]</c>.</summary>
    public IEnumerable<float[][]> Fields()
    {
        var random = new Random(Seed);
        for (var number = 0; number < Events; number++)
        {
            var between = BetweenEvents * DemoTown.Normal(random);
            yield return [.. Imts.Select((_, imt) => town.Sites.Select((_, site) =>
                (float)Math.Exp(LogMedian(ScenarioMagnitude, Sources[4].East, Sources[4].North, site, imt) + between + (WithinEvent * DemoTown.Normal(random)))).ToArray())];
        }
    }

    private double LogMedian(double magnitude, double east, double north, int site, int imt)
    {
        var (lon, lat) = town.Sites[site];
        var x = (lon - DemoTown.CentreLon - east) * KmPerDegree * Math.Cos(DemoTown.CentreLat * Math.PI / 180);
        var y = (lat - DemoTown.CentreLat - north) * KmPerDegree;
        var distance = Math.Sqrt((x * x) + (y * y) + 49);
        return -1.1 + (0.8 * (magnitude - 6)) - (1.25 * Math.Log(distance / 10)) + Math.Log(Imts[imt].OverPga) + Soil(lon, lat);
    }

    /// <summary>The river runs from north-west to south-east; its bed amplifies.</summary>
    private static double Soil(double lon, double lat)
    {
        var fromRiver = (lat - DemoTown.CentreLat + 0.01 + (0.5 * (lon - DemoTown.CentreLon))) * KmPerDegree;
        return 0.35 * Math.Exp(-fromRiver * fromRiver);
    }
}
