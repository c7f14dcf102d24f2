using Workers.Errors;
using Workers.OpenQuake.Text;
using Workers.Risk.Job;
using Workers.Risk.Modes;

namespace Workers.OpenQuake.Ini;

/// <summary>Turns the entries of a job.ini into <see cref="RiskParameters"/>; every name is known or refused.</summary>
internal static class RiskParameterReader
{
    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["individual_curves"] = "individual_rlzs",
        ["quantile_hazard_curves"] = "quantiles",
        ["mean_hazard_curves"] = "mean",
        ["max_hazard_curves"] = "max",
        ["region_constraint"] = "region",
    };

    /// <summary>
    /// What each parameter does to the parameters; the engine's checks (oqvalidation.py) where it has any.
    /// </summary>
    private static readonly Dictionary<string, Func<IniEntry, RiskParameters, RiskParameters>> Known = new()
    {
        // Read before all others (see Mode).
        ["calculation_mode"] = (_, p) => p,
        ["description"] = (e, p) => p with { Description = e.Value },
        ["asset_hazard_distance"] = (e, p) => p with { AssetHazardDistance = Distance(e) },
        ["region_grid_spacing"] = (e, p) => p with { RegionGridSpacing = e.NumberAbove(0) },
        ["discard_assets"] = (e, p) => p with { DiscardAssets = e.Boolean() },
        ["region"] = (e, p) => p with { Region = RegionText.Parse(e) },
        ["investigation_time"] = (e, p) => p with
        {
            InvestigationTime = e.Value.Length == 0 ? null : e.NumberAbove(0),
        },
        ["risk_investigation_time"] = (e, p) => p with { RiskInvestigationTime = e.NumberAbove(0) },
        ["lrem_steps_per_interval"] = (e, p) => p with { LremStepsPerInterval = (int)e.Integer(0, 10_000) },
        ["steps_per_interval"] = (e, p) => p with { StepsPerInterval = (int)e.Integer(1, 10_000) },
        ["continuous_fragility_discretization"] = (e, p) => p with
        {
            ContinuousFragilityDiscretization = (int)e.Integer(2, 100_000),
        },
        ["conditional_loss_poes"] = (e, p) => p with { ConditionalLossPoes = e.Probabilities() },
        ["quantiles"] = (e, p) => p with { Quantiles = e.Probabilities() },
        ["mean"] = (e, p) => p with { Mean = e.Boolean() },
        ["max"] = (e, p) => p with { Max = e.Boolean() },
        ["std"] = (e, p) => p with { Std = e.Boolean() },
        ["individual_rlzs"] = CheckOnly,
        ["time_event"] = (e, p) => p with { TimeEvent = e.OneOf("avg", "day", "night", "transit") },
        // Up to 2^32 - 1: numpy's older generator, for mass functions, takes no more.
        ["master_seed"] = (e, p) => p with { MasterSeed = e.Integer(0, uint.MaxValue) },
        ["ignore_master_seed"] = (e, p) => p with { IgnoreMasterSeed = e.Boolean() },
        ["asset_correlation"] = (e, p) => p with { AssetCorrelation = Correlation(e) },
        ["ignore_covs"] = (e, p) => p with { IgnoreCovs = e.Boolean() },
        ["minimum_asset_loss"] = (e, p) => p with
        {
            MinimumAssetLoss = e.NumberByName("default", "a loss, or losses by loss type, not negative").ToDictionary(),
        },
        ["aggregate_by"] = (e, p) => p with { AggregateBy = AggregateBy(e) },
        ["avg_losses"] = (e, p) => p with { AvgLosses = e.Boolean() },
        ["collect_rlzs"] = (e, p) => p with { CollectRlzs = e.Value.Length == 0 ? null : e.Boolean() },
        ["total_losses"] = (e, p) => p with { TotalLosses = TotalLosses(e) },
        ["ignore_encoding_errors"] = (e, p) => p with { IgnoreEncodingErrors = e.Boolean() },
        ["ignore_missing_costs"] = (e, p) => p with { IgnoreMissingCosts = TextList.Split(e.Value) },
        ["return_periods"] = (e, p) => p with { ReturnPeriods = ReturnPeriods(e) },
        ["aggregate_loss_curves_types"] = (e, p) => p with { AggregateLossCurvesTypes = CurveTypes(e) },
        ["discrete_damage_distribution"] = (e, p) => p with { DiscreteDamageDistribution = e.Boolean() },
        ["modal_damage_state"] = (e, p) => p with { ModalDamageState = e.Boolean() },
        ["secondary_simulations"] = (e, p) => p with { SecondarySimulations = Simulations(e) },
        ["interest_rate"] = (e, p) => p with { InterestRate = e.Number() },
        ["asset_life_expectancy"] = (e, p) => p with { AssetLifeExpectancy = e.NumberAbove(0) },
    };

    /// <summary>Names that a typing error may have meant.</summary>
    private static IEnumerable<string> AllNames => Known.Keys.Concat(OtherParameters.Names).Concat(RiskFileKeys.Names);

    /// <summary>The name that a parameter has beside its older ones.</summary>
    public static string NameOf(string key) => Aliases.GetValueOrDefault(key, key);

    public static RiskParameters Read(IReadOnlyList<IniEntry> entries, string file)
    {
        var parameters = new RiskParameters
        {
            Mode = Mode(entries, file),
            AsWritten = [.. entries.Select(e => KeyValuePair.Create(e.Key, e.Value))],
        };
        var read = new Dictionary<string, IniEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var name = NameOf(entry.Key);
            if (!read.TryAdd(name, entry))
                throw ParameterErrors.SaysTheSame(entry.Key, read[name].Key, entry.Place);
            if (Known.TryGetValue(name, out var apply))
                parameters = apply(entry, parameters);
            else if (OtherParameters.OfOtherVersions.Contains(name))
                parameters = parameters with { Warnings = [.. parameters.Warnings, OfOtherVersion(entry)] };
            else if (!RiskFileKeys.Names.Contains(name) && !OtherParameters.Harmless.ContainsKey(name))
                // Never passed over: a misspelt name would leave a default in force.
                RefuseUnlessIdle(entry);
        }
        return parameters;
    }

    private static string OfOtherVersion(IniEntry entry) =>
        $"the parameter {entry.Key} ({entry.Place}) is not one of OpenQuake 3.21: " +
        "it is passed over, and changes no result";

    private static void RefuseUnlessIdle(IniEntry entry)
    {
        if (!OtherParameters.Unsupported.TryGetValue(entry.Key, out var unsupported))
            throw ParameterErrors.Unknown(entry.Key, Spelling.Nearest(entry.Key, AllNames), entry.Place);
        if (!unsupported.Idle.Contains(entry.Value.ToLowerInvariant()))
            throw ParameterErrors.Unsupported(entry.Key, unsupported.Reason, entry.Place);
    }

    private static RiskMode Mode(IReadOnlyList<IniEntry> entries, string file)
    {
        var entry = entries.FirstOrDefault(e => e.Key == "calculation_mode")
            ?? throw ParameterErrors.Missing("calculation_mode", file, Shown.Among(RiskModes.Names));
        return RiskModes.Find(entry.Value)
            ?? throw ParameterErrors.UnknownMode(entry.Value, RiskModes.Names, entry.Place);
    }

    /// <summary>Results of the single realizations are given in any case.</summary>
    private static RiskParameters CheckOnly(IniEntry entry, RiskParameters parameters)
    {
        // For its refusal of anything but true or false.
        _ = entry.Boolean();
        return parameters;
    }

    /// <summary>A number, or numbers by tectonic region, of which the greatest counts.</summary>
    private static double Distance(IniEntry entry)
    {
        var distances = entry.NumberByName("default", "a distance in km, not negative");
        return distances.Count == 0 ? throw entry.Invalid("a distance in km") : distances.Max(d => d.Value);
    }

    private static int Correlation(IniEntry entry) =>
        entry.Number() switch { 0 => 0, 1 => 1, _ => throw entry.Invalid("0 or 1") };

    private static List<string[]> AggregateBy(IniEntry entry)
    {
        var sets = entry.Value.Split(';').Select(s => TextList.Split(s)).Where(s => s.Length > 0).ToList();
        if (sets.Any(s => s.Distinct().Count() < s.Length))
            throw entry.Invalid("each tag once in a set");
        return sets;
    }

    private static string? TotalLosses(IniEntry entry)
    {
        if (entry.Value.Length == 0)
            return null;
        var parts = entry.Value.Split('+');
        return parts.Length > 1 && parts.All(p => p.Trim().Length > 0)
            ? entry.Value
            : throw entry.Invalid("loss types with + between them, such as structural+contents");
    }

    /// <summary>0 alone means no curves.</summary>
    private static IReadOnlyList<double>? ReturnPeriods(IniEntry entry)
    {
        const string expected = "years, greater than 0 and ascending; 0 for no curves";
        var periods = entry.Numbers(expected, y => y >= 0);
        // The engine's way to say that no curves are wanted.
        if (periods is [0])
            return [];
        if (periods.Count == 0)
            return null;
        for (var i = 0; i < periods.Count; i++)
            if (periods[i] <= (i == 0 ? 0 : periods[i - 1]))
                throw entry.Invalid(expected);
        return periods;
    }

    private static string[] CurveTypes(IniEntry entry)
    {
        var types = TextList.Split(entry.Value);
        if (types.Length == 0 || types.Any(t => t is not ("ep" or "aep" or "oep")))
            throw entry.Invalid("some of ep, aep, oep");
        return types;
    }

    private static Dictionary<string, int> Simulations(IniEntry entry)
    {
        const string expected = "whole numbers of simulations by probability, such as {'LiqProb': 50}";
        var simulations = new Dictionary<string, int>();
        foreach (var (name, count) in entry.NumberByName("", expected))
        {
            if (name.Length == 0 || count != Math.Floor(count) || count is <= 0 or > 1_000_000)
                throw entry.Invalid(expected);
            simulations.Add(name, (int)count);
        }
        return simulations;
    }
}
