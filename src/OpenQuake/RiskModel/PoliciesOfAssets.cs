using Workers.Errors;
using Workers.Risk.Exposure;

namespace Workers.OpenQuake.RiskModel;

/// <summary>
/// The policies that assets have, against those of a file: what one side names, the other must know. An exposure
/// without the tag is refused elsewhere.
/// </summary>
internal sealed class PoliciesOfAssets
{
    private const string Tag = "policy";

    /// <summary>Assets that say no policy: nothing is asked of them.</summary>
    private const string NoPolicy = "?";

    private readonly bool _areTagged;
    private readonly Dictionary<string, string> _first = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _withDeductible = new(StringComparer.Ordinal);

    public PoliciesOfAssets(ExposureModel exposure)
    {
        var at = exposure.TagNames.ToList().IndexOf(Tag);
        _areTagged = at >= 0;
        foreach (var asset in _areTagged ? exposure.Assets : [])
        {
            _first.TryAdd(asset.Tags[at], asset.Id);
            if (asset.Deductible > 0)
                _withDeductible.TryAdd(asset.Tags[at], asset.Id);
        }
    }

    /// <summary>Refuses a policy that no asset has.</summary>
    public void Require(string policy, string where)
    {
        if (_areTagged && !_first.ContainsKey(policy))
            throw InsuranceErrors.NoAssetOfPolicy(policy, where);
    }

    /// <summary>Refuses assets whose policy is not among those of a file.</summary>
    public void RequireAllIn(IReadOnlyCollection<string> policies, string file)
    {
        foreach (var (policy, asset) in _first)
            if (policy != NoPolicy && !policies.Contains(policy))
                throw InsuranceErrors.NoPolicyOfAsset(policy, asset, file);
    }

    /// <summary>Refuses deductibles of assets beside that of their policy.</summary>
    public void RefuseDeductibles(string policy, string where)
    {
        if (_withDeductible.TryGetValue(policy, out var asset))
            throw InsuranceErrors.TwoDeductibles(policy, asset, where);
    }
}
