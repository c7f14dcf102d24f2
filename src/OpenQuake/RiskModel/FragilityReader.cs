using Workers.Errors;
using Workers.OpenQuake.JobFiles;
using Workers.OpenQuake.Nrml;
using Workers.Risk.Fragility;

namespace Workers.OpenQuake.RiskModel;

/// <summary>
/// Reads NRML fragility models 0.5 and 0.4 (read_nrml.py: <c>get_fragility_model</c>). A limit or least level of 0
/// becomes 1e-10, as in the engine.
/// </summary>
internal static class FragilityReader
{
    /// <summary>Functions of all loss types; they must have the same limit states.</summary>
    public static FragilityModel Read(IReadOnlyList<(string LossType, JobFile File)> files)
    {
        if (files.Count == 0)
            return FragilityModel.Empty;
        string[]? states = null;
        var byLossType =
            new Dictionary<string, IReadOnlyDictionary<string, FragilityFunction>>(StringComparer.Ordinal);
        foreach (var (lossType, file) in files)
        {
            var (model, version) = NrmlReader.ReadWhole(file, "fragilityModel");
            var own = ReadStates(model);
            states ??= own;
            // Damage tables have the same columns for all loss types.
            if (!own.SequenceEqual(states))
                throw FunctionErrors.LimitStatesDiffer(own, states, model.Place);
            var functions = version == "0.4"
                ? Fragility04.Read(model, own)
                : model.All("fragilityFunction").Select(node => (node, Read(node, own)));
            byLossType[lossType] = ById(model, own, functions);
        }
        return new(states!, byLossType);
    }

    private static string[] ReadStates(NrmlNode model)
    {
        var node = model.Get("limitStates");
        var states = node.Words;
        if (states.Length == 0 || states.Distinct().Count() < states.Length || states.Contains(FragilityModel.NoDamage))
            throw FunctionErrors.InvalidLimitStates(states, node.Place);
        return states;
    }

    private static Dictionary<string, FragilityFunction> ById(
        NrmlNode model,
        string[] states,
        IEnumerable<(NrmlNode Node, FragilityFunction Function)> read)
    {
        var functions = new Dictionary<string, FragilityFunction>(StringComparer.Ordinal);
        foreach (var (node, function) in read)
        {
            FragilityChecks.Check(function, states, $"{node.Place} function {Shown.Shorten(function.Id)}");
            if (!functions.TryAdd(function.Id, function))
                throw FunctionErrors.DuplicateFunction(function.Id, node.Place);
        }
        return functions.Count > 0 ? functions : throw FunctionErrors.NoFunctions("fragility", model.Place);
    }

    private static FragilityFunction Read(NrmlNode node, string[] states) => node.Attribute("format") switch
    {
        "continuous" => ReadContinuous(node, states),
        "discrete" => ReadDiscrete(node, states),
        var format => throw FunctionErrors.UnknownFormat(format, node.Place),
    };

    private static ContinuousFragility ReadContinuous(NrmlNode node, string[] states)
    {
        var levels = node.Get("imls");
        var parameters = ByState(node, "params", states);
        return new ContinuousFragility
        {
            Id = node.Attribute("id"),
            Imt = levels.ImtAttribute("imt"),
            NoDamageLimit = Limit(levels, "noDamageLimit"),
            MinLevel = Limit(levels, "minIML"),
            MaxLevel = MaxLevel(levels),
            Means = Means(parameters),
            Deviations = Deviations(parameters),
        };
    }

    private static DiscreteFragility ReadDiscrete(NrmlNode node, string[] states)
    {
        var levels = node.Get("imls");
        return new DiscreteFragility
        {
            Id = node.Attribute("id"),
            Imt = levels.ImtAttribute("imt"),
            NoDamageLimit = Limit(levels, "noDamageLimit"),
            Levels = Levels(levels),
            Poes = [.. ByState(node, "poes", states).Select(Poes)],
        };
    }

    /// <summary>One element for each limit state, in their order.</summary>
    public static NrmlNode[] ByState(NrmlNode node, string name, string[] states)
    {
        var found = node.All(name).ToList();
        var names = found.ConvertAll(f => f.FindAttribute("ls") ?? "?");
        if (found.Count != states.Length || !names.ToHashSet().SetEquals(states))
            throw FunctionErrors.NotOnePerLimitState(name, names, states, node.Place);
        // Files may list them in any order; arrays are by limit state.
        return [.. states.Select(s => found[names.IndexOf(s)])];
    }

    public static double[] Means(NrmlNode[] parameters)
    {
        const string expected = "a mean intensity greater than 0";
        return [.. parameters.Select(p => p.NumberAttribute("mean", ErrorCode.FunctionInvalid, expected, v => v > 0))];
    }

    public static double[] Deviations(NrmlNode[] parameters)
    {
        const string expected = "a standard deviation, not negative";
        return
        [
            .. parameters.Select(p => p.NumberAttribute("stddev", ErrorCode.FunctionInvalid, expected, v => v >= 0)),
        ];
    }

    public static double[] Levels(NrmlNode node) =>
        node.Numbers(ErrorCode.FunctionInvalid, "intensity levels, not negative", v => v >= 0);

    public static double[] Poes(NrmlNode node) =>
        node.Numbers(ErrorCode.FunctionInvalid, "probabilities from 0 to 1", p => p is >= 0 and <= 1);

    public static double MaxLevel(NrmlNode node) =>
        node.NumberAttribute("maxIML", ErrorCode.FunctionInvalid, "an intensity greater than 0", v => v > 0);

    public static double Limit(NrmlNode node, string attribute)
    {
        if (node.FindAttribute(attribute) is null)
            return FragilityFunction.Negligible;
        const string expected = "an intensity, not negative";
        var stated = node.NumberAttribute(attribute, ErrorCode.FunctionInvalid, expected, v => v >= 0);
        // The logarithm of 0 is none (read_nrml.py).
        return stated == 0 ? FragilityFunction.Negligible : stated;
    }
}
