using System.Globalization;
using Workers.Bench.Workload;

namespace Workers.Bench.Assets;

/// <summary>Functions of many taxonomies.</summary>
internal static class LargeFunctions
{
    private static readonly string[] States = ["slight", "moderate", "extensive", "complete"];

    /// <summary>With scatter, so that losses are drawn.</summary>
    public static string Vulnerability(string lossType, IReadOnlyList<string> taxonomies, double[] levels) => Nrml(
        "vulnerabilityModel", lossType, taxonomies, (name, imt, taxonomy) =>
    {
        var scale = 0.4 + (0.01 * taxonomy);
        var means = levels.Select(level => Math.Round(1 - Math.Exp(-Math.Pow(level / scale, 1.8)), 7));
        return $"""
            <vulnerabilityFunction id="{name}" dist="LN"><imls imt="{imt}">{List(levels)}</imls>
            <meanLRs>{List(means)}</meanLRs><covLRs>{List(levels.Select(_ => 0.2))}</covLRs></vulnerabilityFunction>
            """;
    });

    public static string Fragility(IReadOnlyList<string> taxonomies) => Nrml(
        "fragilityModel", "structural", taxonomies, (name, imt, taxonomy) =>
        $"""
        <fragilityFunction id="{name}" format="continuous" shape="logncdf">
        <imls imt="{imt}" noDamageLimit="0.02" minIML="0.01" maxIML="5"/>
        {string.Concat(States.Select((state, i) => Params(state, (0.12 + (0.002 * taxonomy)) * Math.Pow(1.7, i))))}
        </fragilityFunction>
        """,
        $"<limitStates>{string.Join(' ', States)}</limitStates>");

    private static string Params(string state, double mean) =>
        FormattableString.Invariant($"""<params ls="{state}" mean="{mean:0.####}" stddev="{0.55 * mean:0.####}"/>""");

    private static string Nrml(
        string model,
        string lossType,
        IReadOnlyList<string> taxonomies,
        Func<string, string, int, string> function,
        string states = "")
    {
        var imts = SyntheticHazard.Imts;
        var functions = taxonomies.Select((name, t) => function(name, imts[t % imts.Count], t) + "\n");
        return $"""
            <?xml version="1.0" encoding="utf-8"?>
            <nrml xmlns="http://openquake.org/xmlns/nrml/0.5">
            <{model} id="bench" assetCategory="buildings" lossCategory="{lossType}">
            <description>benchmark</description>{states}
            {string.Concat(functions)}</{model}></nrml>
            """;
    }

    private static string List(IEnumerable<double> values) =>
        string.Join(' ', values.Select(v => v.ToString("0.#######", CultureInfo.InvariantCulture)));
}
