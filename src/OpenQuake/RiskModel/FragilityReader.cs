using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.OpenQuake.Nrml;
using Workers.Risk.Fragility;
using Workers.Errors;

namespace Workers.OpenQuake.RiskModel;

/// <summary>Reads NRML fragility models 0.5 and 0.4 (read_nrml.py: <c>get_fragility_model</c>). A limit or least level of 0 becomes 1e-10, as in the engine.</summary>
internal static class FragilityReader
{
    /// <summary>Functions of all loss types; they must have the same limit states.</summary>
    public static FragilityModel Read(IReadOnlyList<(string LossType, JobFile File)> files)
    {
        if (files.Count == 0)
            return FragilityModel.Empty;
        string[]? states = null;
        var byLossType = new Dictionary<string, IReadOnlyDictionary<string, FragilityFunction>>(StringComparer.Ordinal);
        foreach (var (lossType, file) in files)
        {
            var (model, version) = NrmlReader.ReadWhole(file, "fragilityModel");
            var own = model.Get("limitStates").Words;
            if (own.Length == 0 || own.Distinct().Count() < own.Length || own.Contains(FragilityModel.NoDamage))
                throw new InputException(ErrorCode.FunctionInvalid, "The limit states are not valid.", model.Get("limitStates").Place, "names that differ, without no_damage");
            if (!own.SequenceEqual(states ??= own))
                throw new InputException(ErrorCode.FunctionInvalid, $"The limit states are {string.Join(' ', own)}.", model.Place, $"those of the other files: {string.Join(' ', states)}");
            byLossType[lossType] = Functions(model, version == "0.4" ? Fragility04.Read(model, states) : model.All("fragilityFunction").Select(n => (n, Read(n, own))));
        }
        return new(states!, byLossType);
    }

    private static Dictionary<string, FragilityFunction> Functions(NrmlNode model, IEnumerable<(NrmlNode, FragilityFunction)> read)
    {
        var functions = new Dictionary<string, FragilityFunction>(StringComparer.Ordinal);
        foreach (var (node, function) in read)
        {
            var place = $"{node.Place} function {IniFile.Shorten(function.Id)}";
            if (function is DiscreteFragility discrete)
                Check(discrete, place);
            if (!functions.TryAdd(function.Id, function))
                throw new InputException(ErrorCode.DuplicateFunction, $"The function {function.Id} is there twice.", node.Place, "ids that differ");
        }
        return functions.Count > 0 ? functions
            : throw new InputException(ErrorCode.FunctionInvalid, "The model has no functions.", model.Place, "at least one fragility function");
    }

    private static FragilityFunction Read(NrmlNode node, string[] states)
    {
        var levels = node.Get("imls");
        var limit = Limit(levels, "noDamageLimit");
        switch (node.Attribute("format"))
        {
            case "continuous":
                var ofState = ByState(node, "params", states);
                return new ContinuousFragility
                {
                    Id = node.Attribute("id"),
                    Imt = levels.Attribute("imt"),
                    NoDamageLimit = limit,
                    MinLevel = Limit(levels, "minIML"),
                    MaxLevel = MaxLevel(levels),
                    Means = Means(ofState),
                    Deviations = Deviations(ofState),
                };
            case "discrete":
                return new DiscreteFragility
                {
                    Id = node.Attribute("id"),
                    Imt = levels.Attribute("imt"),
                    NoDamageLimit = limit,
                    Levels = Levels(levels),
                    Poes = [.. ByState(node, "poes", states).Select(Poes)],
                };
            default:
                throw new InputException(ErrorCode.FunctionInvalid, $"The format '{IniFile.Shorten(node.Attribute("format"))}' is not known.", node.Place, "continuous or discrete");
        }
    }

    /// <summary>One element for each limit state, in their order.</summary>
    public static NrmlNode[] ByState(NrmlNode node, string name, string[] states)
    {
        var found = node.All(name).ToList();
        return found.Count == states.Length && states.All(s => found.Count(f => f.FindAttribute("ls") == s) == 1)
            ? [.. states.Select(s => found.Single(f => f.FindAttribute("ls") == s))]
            : throw new InputException(ErrorCode.FunctionInvalid, $"The function has <{name}> for {string.Join(' ', found.Select(f => f.FindAttribute("ls") ?? "?"))}.", node.Place,
                $"one for each limit state: {string.Join(' ', states)}");
    }

    public static double[] Means(NrmlNode[] parameters) =>
        [.. parameters.Select(p => p.NumberAttribute("mean", ErrorCode.FunctionInvalid, "a mean intensity greater than 0", v => v > 0))];

    public static double[] Deviations(NrmlNode[] parameters) =>
        [.. parameters.Select(p => p.NumberAttribute("stddev", ErrorCode.FunctionInvalid, "a standard deviation, not negative", v => v >= 0))];

    public static double[] Levels(NrmlNode node) => node.Numbers(ErrorCode.FunctionInvalid, "intensity levels, not negative", v => v >= 0);

    public static double[] Poes(NrmlNode node) => node.Numbers(ErrorCode.FunctionInvalid, "probabilities from 0 to 1", p => p is >= 0 and <= 1);

    public static double MaxLevel(NrmlNode node) => node.NumberAttribute("maxIML", ErrorCode.FunctionInvalid, "an intensity greater than 0", v => v > 0);

    public static double Limit(NrmlNode node, string attribute)
    {
        var stated = node.FindAttribute(attribute) is null ? 0 : node.NumberAttribute(attribute, ErrorCode.FunctionInvalid, "an intensity, not negative", v => v >= 0);
        return stated == 0 ? FragilityFunction.Negligible : stated;
    }

    private static void Check(DiscreteFragility function, string place)
    {
        VulnerabilityChecks.CheckLevels(function.Levels, place);
        if (function.Poes.FirstOrDefault(p => p.Length != function.Levels.Length) is { } row)
            throw new InputException(ErrorCode.FunctionInvalid, $"There are {row.Length} probabilities for {function.Levels.Length} levels.", place, "a probability for each level");
    }
}
