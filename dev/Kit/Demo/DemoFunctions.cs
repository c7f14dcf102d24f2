using System.Globalization;
using MathNet.Numerics;

namespace Workers.Kit.Demo;

/// <summary>Vulnerability of the invented town's buildings: mean loss ratios that follow a lognormal curve over the intensity.</summary>
public static class DemoFunctions
{
    public static IReadOnlyList<string> LossTypes { get; } = ["structural", "contents", "occupants"];

    private static readonly double[] Levels = [0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.1, 1.5, 2.2];

    /// <summary>IMT that a kind of building answers to, and the intensity at which half of it is lost.</summary>
    private static readonly (string Taxonomy, string Imt, double Half)[] Kinds =
        [("brick-masonry", "PGA", 0.62), ("concrete-low", "SA(0.3)", 1.9), ("concrete-mid", "SA(0.3)", 1.7), ("stone-masonry", "PGA", 0.42), ("timber", "PGA", 1.1)];

    /// <summary>The NRML file of a loss type.</summary>
    public static string Nrml(string lossType) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <nrml xmlns="http://openquake.org/xmlns/nrml/0.5">
          <vulnerabilityModel id="town" assetCategory="buildings" lossCategory="{lossType}">
            <description>{lossType} of an invented town</description>
        {string.Join('\n', Kinds.Select(kind => Function(kind, lossType)))}
          </vulnerabilityModel>
        </nrml>

        """;

    private static string Function((string Taxonomy, string Imt, double Half) kind, string lossType)
    {
        // People are hurt where buildings fall; contents suffer somewhat later than walls.
        var (most, later) = lossType switch { "occupants" => (0.08, 1.6), "contents" => (0.9, 1.2), _ => (1.0, 1.0) };
        var means = Levels.Select(level => most * 0.5 * SpecialFunctions.Erfc(-Math.Log(level / (kind.Half * later)) / (0.75 * Math.Sqrt(2))));
        var covs = Levels.Select(level => 0.6 / (1 + level));
        return $"""
                <vulnerabilityFunction id="{kind.Taxonomy}" dist="LN">
                  <imls imt="{kind.Imt}">{List(Levels)}</imls>
                  <meanLRs>{List(means)}</meanLRs>
                  <covLRs>{List(covs)}</covLRs>
                </vulnerabilityFunction>
            """;
    }

    private static string List(IEnumerable<double> values) => string.Join(' ', values.Select(v => Math.Max(v, 1e-9).ToString("0.#########", CultureInfo.InvariantCulture)));
}
