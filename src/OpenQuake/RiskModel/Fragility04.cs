using Workers.Errors;
using Workers.OpenQuake.Nrml;
using Workers.Risk.Fragility;

namespace Workers.OpenQuake.RiskModel;

/// <summary>
/// The functions of a fragility model in NRML 0.4: sets <c>ffs</c> with a taxonomy, levels <c>IML</c>, and <c>ffc</c>
/// or <c>ffd</c> by limit state.
/// </summary>
internal static class Fragility04
{
    public static IEnumerable<(NrmlNode Node, FragilityFunction Function)> Read(NrmlNode model, string[] states)
    {
        Func<NrmlNode, string[], FragilityFunction> read = model.Attribute("format") switch
        {
            "continuous" => ReadContinuous,
            "discrete" => ReadDiscrete,
            var format => throw FunctionErrors.UnknownFormat(format, model.Place),
        };
        return model.All("ffs").Select(node => (node, read(node, states)));
    }

    private static ContinuousFragility ReadContinuous(NrmlNode node, string[] states)
    {
        var levels = node.Get("IML");
        var parameters = FragilityReader.ByState(node, "ffc", states).Select(f => f.Get("params")).ToArray();
        return new ContinuousFragility
        {
            Id = node.Get("taxonomy").Text.Trim(),
            Imt = levels.ImtAttribute("IMT"),
            NoDamageLimit = FragilityReader.Limit(node, "noDamageLimit"),
            MinLevel = FragilityReader.Limit(levels, "minIML"),
            MaxLevel = FragilityReader.MaxLevel(levels),
            Means = FragilityReader.Means(parameters),
            Deviations = FragilityReader.Deviations(parameters),
        };
    }

    private static DiscreteFragility ReadDiscrete(NrmlNode node, string[] states)
    {
        var levels = node.Get("IML");
        return new DiscreteFragility
        {
            Id = node.Get("taxonomy").Text.Trim(),
            Imt = levels.ImtAttribute("IMT"),
            NoDamageLimit = FragilityReader.Limit(node, "noDamageLimit"),
            Levels = FragilityReader.Levels(levels),
            Poes = [.. FragilityReader.ByState(node, "ffd", states).Select(f => FragilityReader.Poes(f.Get("poEs")))],
        };
    }
}
