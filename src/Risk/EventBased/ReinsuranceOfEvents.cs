using System.Numerics;
using Workers.Risk.Insurance;

namespace Workers.Risk.EventBased;

/// <summary>
/// Applies treaties: proportional ones and excess of loss to each policy, then the limits per event, treaty after
/// treaty, to all policies together; only those under catastrophe treaties stand apart until these are applied
/// (risklib/reinsurance.py).
/// </summary>
internal sealed class ReinsuranceOfEvents(ReinsuranceModel model)
{
    private const float SixDecimals = 1e6f;

    /// <summary>
    /// Settles a policy's loss, in float32 and to six decimals as the engine; null if it pays nothing.
    /// </summary>
    public Settlement? OfPolicy(ReinsuredPolicy policy, float loss)
    {
        var claim = policy.Claim(loss);
        var settled = new Settlement(model.Treaties.Count) { Claim = Rounded(claim) };
        if (settled.Claim <= 0)
            return null;
        double ceded = 0;
        // Proportional treaties first: excess of loss works on what they leave.
        foreach (var t in Treaties(TreatyKind.Proportional))
        {
            settled.Cessions[t] = Rounded(claim * (float)policy.Shares[t]);
            ceded += policy.Shares[t];
        }
        var retention = claim * (float)(1 - ceded);
        // Treaty after treaty: each sees what those before it left.
        foreach (var t in Treaties(TreatyKind.ExcessOfLoss).Where(t => policy.Shares[t] != 0))
        {
            var excess = model.Treaties[t].Excess(retention);
            settled.Cessions[t] = Math.Round(excess, 6);
            retention = (float)(retention - excess);
        }
        settled.Retention = Rounded(retention);
        return settled;
    }

    /// <summary>Settles an event from its policies.</summary>
    public Settlement OfEvent(IEnumerable<PolicySettlement> policies)
    {
        var groups = policies
            .GroupBy(p => CoverOf(p.Policy), p => p.Settled)
            .Select(group => new GroupSettlement(group.Key, Retained(Sum(group))))
            .ToList();
        for (var t = 0; t < model.Treaties.Count; t++)
        {
            foreach (var group in groups.Where(g => g.Cover.Has(t)))
                Apply(t, group.Settled);
            // Those that differed in this treaty alone go on together: the next ones see their sum.
            groups = groups
                .GroupBy(g => g.Cover.After(t), g => g.Settled)
                .Select(g => new GroupSettlement(g.Key, Sum(g)))
                .ToList();
        }
        return Sum(groups.Select(g => g.Settled));
    }

    private void Apply(int t, Settlement settled)
    {
        var treaty = model.Treaties[t];
        if (treaty.Kind == TreatyKind.CatastropheExcessOfLoss)
        {
            settled.Overspills[t] = Math.Max(settled.Retention - treaty.Limit, 0);
            settled.Cessions[t] = treaty.Excess(settled.Retention);
            settled.Retention -= settled.Cessions[t];
        }
        else if (treaty.Kind == TreatyKind.Proportional && settled.Cessions[t] > treaty.Limit)
        {
            settled.Overspills[t] = settled.Cessions[t] - treaty.Limit;
            settled.Retention += settled.Overspills[t];
            settled.Cessions[t] = treaty.Limit;
        }
    }

    private IEnumerable<int> Treaties(TreatyKind kind) =>
        Enumerable.Range(0, model.Treaties.Count).Where(t => model.Treaties[t].Kind == kind);

    private Settlement Sum(IEnumerable<Settlement> settlements)
    {
        var sum = new Settlement(model.Treaties.Count);
        foreach (var settlement in settlements)
            sum.Add(settlement);
        return sum;
    }

    /// <summary>What the claims of an event leave after what is ceded of them.</summary>
    private static Settlement Retained(Settlement settled)
    {
        settled.Retention = settled.Claim - settled.Cessions.Sum();
        return settled;
    }

    private static float Rounded(float amount) => MathF.Round(amount * SixDecimals) / SixDecimals;

    private TreatyCover CoverOf(ReinsuredPolicy policy)
    {
        var without = BigInteger.Zero;
        foreach (var t in Treaties(TreatyKind.CatastropheExcessOfLoss).Where(t => policy.Shares[t] == 0))
            without += BigInteger.One << t;
        return new TreatyCover(without);
    }
}
