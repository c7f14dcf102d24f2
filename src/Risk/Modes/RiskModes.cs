using Workers.Risk.BenefitCost;
using Workers.Risk.Classical;
using Workers.Risk.Damage;
using Workers.Risk.EventBased;
using Workers.Risk.Job;

namespace Workers.Risk.Modes;

/// <summary>The calculation modes, a row each. A new mode is a row here and its calculator.</summary>
public static class RiskModes
{
    /// <summary>All modes, in the order in which errors list them.</summary>
    public static IReadOnlyList<RiskMode> All { get; } =
    [
        new ModeByAssets
        {
            Name = "classical_risk",
            Title = "loss curves from hazard curves",
            Hazard = ModeHazard.Curves,
            Gives = ModeResult.Losses,
            Calculator = ClassicalRisk.Calculate,
        },
        new ModeByAssets
        {
            Name = "classical_damage",
            Title = "damage from hazard curves",
            Hazard = ModeHazard.Curves,
            Gives = ModeResult.Damage,
            Calculator = ClassicalDamage.Calculate,
        },
        new ModeByAssets
        {
            Name = "classical_bcr",
            Title = "benefit and cost of a retrofit from hazard curves",
            Hazard = ModeHazard.Curves,
            Gives = ModeResult.BenefitCost,
            NeedsRetrofit = true,
            Calculator = ClassicalBenefitCost.Calculate,
        },
        new ModeByEvents
        {
            Name = "scenario_risk",
            Title = "losses of a scenario",
            Hazard = ModeHazard.Scenario,
            Gives = ModeResult.Losses,
            DiscardsAssets = true,
            Create = (job, hazard) => new EventRiskCalculation(job, hazard),
        },
        new ModeByEvents
        {
            Name = "scenario_damage",
            Title = "damage of a scenario",
            Hazard = ModeHazard.Scenario,
            Gives = ModeResult.Damage,
            DiscardsAssets = true,
            Create = (job, hazard) => new EventDamageCalculation(job, hazard),
        },
        new ModeByEvents
        {
            Name = "event_based_risk",
            Title = "losses of a stochastic event set",
            Hazard = ModeHazard.EventSet,
            Gives = ModeResult.Losses,
            Create = (job, hazard) => new EventRiskCalculation(job, hazard),
        },
        new ModeByEvents
        {
            Name = "ebrisk",
            Title = "losses of a stochastic event set",
            Hazard = ModeHazard.EventSet,
            Gives = ModeResult.Losses,
            Create = (job, hazard) => new EventRiskCalculation(job, hazard),
        },
        new ModeByEvents
        {
            Name = "event_based_damage",
            Title = "damage of a stochastic event set",
            Hazard = ModeHazard.EventSet,
            Gives = ModeResult.Damage,
            Create = (job, hazard) => new EventDamageCalculation(job, hazard),
        },
    ];

    /// <summary>Names of all modes.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(mode => mode.Name)];

    /// <summary>The mode of a name; null if there is none.</summary>
    public static RiskMode? Find(string name) => All.FirstOrDefault(mode => mode.Name == name);

    /// <summary>The mode of a name that was checked before.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static RiskMode Named(string name) =>
        Find(name) ?? throw new ArgumentException($"'{name}' is not the name of a risk mode", nameof(name));
}
