using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.OpenQuake.Nrml;
using Workers.Risk.Fragility;
using Workers.Risk.Input;

namespace Workers.OpenQuake.RiskModel;

/// <summary>Reads NRML fragility models 0.5 (read_nrml.py: <c>get_fragility_model</c>).</summary>
internal static class FragilityReader
{
    private const string Level = "an intensity level, not negative";

    /// <summary>Reads the fragility models of a job; all must have the same limit states.</summary>
    public static FragilityModel Read(IReadOnlyList<(string LossType, JobFile File)> files)
    {
        if (files.Count == 0)
            return FragilityModel.Empty;
        var models = files.Select(f => (f.LossType, f.File, Model: ReadOne(f.File))).ToList();
        var states = models[0].Model.LimitStates;
        if (models.FirstOrDefault(m => !m.Model.LimitStates.SequenceEqual(states)) is { File: { } other } differs)
            throw new InputException(ErrorCode.FunctionInvalid, $"The limit states are {string.Join(' ', differs.Model.LimitStates)}; those of {models[0].File.Path} differ.",
                other.Path, string.Join(' ', states));
        return new(states, models.ToDictionary(m => m.LossType, m => m.Model.Functions, StringComparer.Ordinal));
    }

    private static (IReadOnlyList<string> LimitStates, IReadOnlyDictionary<string, FragilityFunction> Functions) ReadOne(JobFile file)
    {
        var (model, version) = NrmlReader.ReadWhole(file, "fragilityModel");
        if (version != "0.5")
            throw model.Wrong($"Fragility models of NRML {version} are not read.", "NRML 0.5 (the engine's oq upgrade_nrml converts)");
        var states = LimitStates(model);
        var functions = new Dictionary<string, FragilityFunction>(StringComparer.Ordinal);
        foreach (var node in model.All("fragilityFunction"))
        {
            var function = ReadFunction(node, states);
            if (!functions.TryAdd(function.Id, function))
                throw new InputException(ErrorCode.DuplicateFunction, $"The function {function.Id} is there twice.", node.Place, "ids that differ");
        }
        return functions.Count > 0 ? (states, functions)
            : throw new InputException(ErrorCode.FunctionInvalid, "The model has no functions.", model.Place, "at least one fragility function");
    }

    public static string[] LimitStates(NrmlNode model)
    {
        var node = model.Get("limitStates");
        var states = node.Words;
        return states.Length > 0 && states.Distinct().Count() == states.Length && !states.Contains(FragilityModel.NoDamage) ? states
            : throw new InputException(ErrorCode.FunctionInvalid, "The limit states are missing or not distinct.", node.Place, "names such as slight moderate complete");
    }

    private static FragilityFunction ReadFunction(NrmlNode node, string[] states)
    {
        var (id, levels) = (node.Attribute("id"), node.Get("imls"));
        var place = $"{node.Place} function {IniFile.Shorten(id)}";
        var limit = OrNegligible(Optional(levels, "noDamageLimit"));
        return node.Attribute("format") switch
        {
            "continuous" => Continuous(node, states, place) with { Id = id, Imt = levels.Attribute("imt"), NoDamageLimit = limit },
            "discrete" => Discrete(node, states, place) with { Id = id, Imt = levels.Attribute("imt"), NoDamageLimit = limit },
            var other => throw new InputException(ErrorCode.FunctionInvalid, $"The format '{IniFile.Shorten(other)}' is not known.", place, "continuous or discrete"),
        };
    }

    private static ContinuousFragility Continuous(NrmlNode node, string[] states, string place)
    {
        var levels = node.Get("imls");
        if (node.FindAttribute("shape") is { } shape and not "logncdf")
            throw new InputException(ErrorCode.FunctionInvalid, $"The shape '{IniFile.Shorten(shape)}' is not known.", place, "logncdf");
        var parameters = ByState(node, "params", states, place);
        var function = new ContinuousFragility
        {
            Id = "",
            Imt = "",
            MinLevel = OrNegligible(Optional(levels, "minIML")),
            MaxLevel = levels.NumberAttribute("maxIML", ErrorCode.FunctionInvalid, Level, v => v >= 0),
            Means = [.. parameters.Select(p => p.NumberAttribute("mean", ErrorCode.FunctionInvalid, "a mean greater than 0", v => v > 0))],
            Deviations = [.. parameters.Select(p => p.NumberAttribute("stddev", ErrorCode.FunctionInvalid, "a standard deviation greater than 0", v => v > 0))],
        };
        return function.MaxLevel > function.MinLevel ? function
            : throw new InputException(ErrorCode.FunctionInvalid, $"maxIML is {function.MaxLevel:R} and minIML {function.MinLevel:R}.", place, "maxIML greater than minIML");
    }

    private static DiscreteFragility Discrete(NrmlNode node, string[] states, string place)
    {
        var levels = node.Get("imls").Numbers(ErrorCode.FunctionInvalid, "intensity levels, not negative", v => v >= 0);
        VulnerabilityChecks.CheckLevels(levels, place);
        double[][] poes = [.. ByState(node, "poes", states, place).Select(p => p.Numbers(ErrorCode.FunctionInvalid, "probabilities from 0 to 1", v => v is >= 0 and <= 1))];
        return poes.FirstOrDefault(p => p.Length != levels.Length) is { } wrong
            ? throw new InputException(ErrorCode.FunctionInvalid, $"There are {wrong.Length} probabilities for {levels.Length} levels.", place, "a probability for each level")
            : new DiscreteFragility { Id = "", Imt = "", Levels = levels, Poes = poes };
    }

    /// <summary>The elements of the limit states, in their order.</summary>
    public static IReadOnlyList<NrmlNode> ByState(NrmlNode node, string name, string[] states, string place)
    {
        var found = node.All(name).ToList();
        return found.Select(n => n.Attribute("ls")).SequenceEqual(states) ? found
            : throw new InputException(ErrorCode.FunctionInvalid, $"The limit states of <{name}> are not those of the model.", place, string.Join(' ', states));
    }

    private static double Optional(NrmlNode node, string attribute) =>
        node.FindAttribute(attribute) is null ? 0 : node.NumberAttribute(attribute, ErrorCode.FunctionInvalid, Level, v => v >= 0);

    private static double OrNegligible(double level) => level == 0 ? FragilityFunction.Negligible : level;
}
