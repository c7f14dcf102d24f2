using Workers.Risk.Exposure;
using Workers.Risk.Fragility;
using Workers.Risk.Job;

namespace Workers.Risk.Tests.Damage;

/// <summary>A small damage job made by hand: limit states cracked and fallen, linear from 0.1 g to 1 g.</summary>
internal static class DamageModels
{
    public static readonly DiscreteFragility Adobe = new()
    {
        Id = "adobe",
        Imt = "PGA",
        Levels = [0.1, 1],
        Poes = [[0, 0.9], [0, 0.45]],
    };

    public static Asset Asset(string id, float number, double lon = 0, float value = 1000) =>
        Models.Asset(id, lon, 0, value) with { Number = number };

    public static RiskJob Job(
        string mode,
        IReadOnlyList<Asset> assets,
        RiskParameters? parameters = null,
        params ConsequenceFunction[] consequences) =>
        Models.Job(mode, assets, parameters) with
        {
            Fragility = new(
                ["cracked", "fallen"],
                new Dictionary<string, IReadOnlyDictionary<string, FragilityFunction>>
                {
                    ["structural"] = new Dictionary<string, FragilityFunction> { ["adobe"] = Adobe },
                }),
            Consequences = new(consequences),
        };
}
