using Workers.OpenQuake.Nrml;
using Workers.Risk.Fragility;
using Workers.Errors;

namespace Workers.OpenQuake.RiskModel;

/// <summary>The functions of a fragility model in NRML 0.4: sets <c>ffs</c> with a taxonomy, levels <c>IML</c>, and <c>ffc</c> or <c>ffd</c> by limit state.</summary>
internal static class Fragility04
{
    public static IEnumerable<(NrmlNode, FragilityFunction)> Read(NrmlNode model, string[] states) => model.Attribute("format") switch
    {
        "continuous" => model.All("ffs").Select(n => (n, (FragilityFunction)Continuous(n, states))),
        "discrete" => model.All("ffs").Select(n => (n, (FragilityFunction)Discrete(n, states))),
        var format => throw new InputException(ErrorCode.FunctionInvalid, $"The format '{format}' is not known.", model.Place, "continuous or discrete"),
    };

    private static ContinuousFragility Continuous(NrmlNode node, string[] states)
    {
        var levels = node.Get("IML");
        NrmlNode[] ofState = [.. FragilityReader.ByState(node, "ffc", states).Select(f => f.Get("params"))];
        return new ContinuousFragility
        {
            Id = node.Get("taxonomy").Text.Trim(),
            Imt = levels.Attribute("IMT"),
            NoDamageLimit = FragilityReader.Limit(node, "noDamageLimit"),
            MinLevel = FragilityReader.Limit(levels, "minIML"),
            MaxLevel = FragilityReader.MaxLevel(levels),
            Means = FragilityReader.Means(ofState),
            Deviations = FragilityReader.Deviations(ofState),
        };
    }

    private static DiscreteFragility Discrete(NrmlNode node, string[] states)
    {
        var levels = node.Get("IML");
        return new DiscreteFragility
        {
            Id = node.Get("taxonomy").Text.Trim(),
            Imt = levels.Attribute("IMT"),
            NoDamageLimit = FragilityReader.Limit(node, "noDamageLimit"),
            Levels = FragilityReader.Levels(levels),
            Poes = [.. FragilityReader.ByState(node, "ffd", states).Select(f => FragilityReader.Poes(f.Get("poEs")))],
        };
    }
}
