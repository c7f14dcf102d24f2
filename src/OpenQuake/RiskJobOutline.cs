using Workers.Risk.Exposure;
using Workers.Risk.Fragility;
using Workers.Risk.Job;
using Workers.Risk.Results;

namespace Workers.OpenQuake;

/// <summary>What risk job files say about the results of the job; the assets are not among it.</summary>
/// <param name="Parameters">Parameters of job.ini.</param>
/// <param name="LimitStates">Limit states of the fragility functions; none for losses.</param>
/// <param name="CostTypes">Cost types of the exposure, with their currencies.</param>
public sealed record RiskJobOutline(
    RiskParameters Parameters,
    IReadOnlyList<string> LimitStates,
    IReadOnlyList<CostType> CostTypes)
{
    private const string People = "people";
    private const string Buildings = "buildings";
    private static readonly string[] OfPeople = ["occupants", "residents"];
    private static readonly string[] OfMoney =
        [Measure.Loss, "losses", Measure.LossBefore, Measure.LossAfter, Measure.AmplifiedLoss];

    /// <summary>Unit of losses of a type: a currency, or people; empty if the exposure does not say.</summary>
    public string UnitOf(string lossType)
    {
        if (OfPeople.Contains(lossType)) return People;
        var parts = lossType.Split('+');
        var named = CostTypes.Where(cost => parts.Contains(cost.Name)).ToList();
        // Claims and reinsurance are of all cost types together.
        var units = (named.Count > 0 ? named : CostTypes).Select(cost => cost.Unit).Distinct().ToList();
        return units.Count == 1 ? units[0] : "";
    }

    /// <summary>Unit of a measure of a loss type; empty for ratios.</summary>
    public string UnitOf(string lossType, string measure)
    {
        if (OfMoney.Contains(measure)) return UnitOf(lossType);
        if (measure == FragilityModel.NoDamage || LimitStates.Contains(measure)) return Buildings;
        return measure switch
        {
            "collapsed" or "non_operational" => Buildings,
            "injured" or "fatalities" or "homeless" => People,
            _ => "",
        };
    }
}
