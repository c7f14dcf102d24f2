using Workers.Risk.Insurance;

namespace Workers.Risk.EventBased;

/// <summary>Who pays what of the claims of an event, or of a policy in it.</summary>
internal sealed class Settlement(int treaties)
{
    /// <summary>What remains with the insurer.</summary>
    public double Retention { get; set; }

    public double Claim { get; set; }

    /// <summary>What each treaty pays.</summary>
    public double[] Cessions { get; } = new double[treaties];

    /// <summary>What exceeds the most that each treaty pays for an event; it stays with the insurer.</summary>
    public double[] Overspills { get; } = new double[treaties];

    public void Add(Settlement other)
    {
        Retention += other.Retention;
        Claim += other.Claim;
        for (var t = 0; t < Cessions.Length; t++)
        {
            Cessions[t] += other.Cessions[t];
            Overspills[t] += other.Overspills[t];
        }
    }
}

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
    public Settlement OfEvent(IEnumerable<(ReinsuredPolicy Policy, Settlement Settled)> policies)
    {
        var groups = policies
            .GroupBy(p => CatastropheTreaties(p.Policy), p => p.Settled)
            .Select(group => (group.Key, Settled: Retained(Sum(group))))
            .ToList();
        for (var t = 0; t < model.Treaties.Count; t++)
        {
            foreach (var (key, settled) in groups)
                if (key[0] == '1')
                    Apply(t, settled);
            groups = groups.GroupBy(g => g.Key[1..], g => g.Settled).Select(g => (g.Key, Sum(g))).ToList();
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

    /// <summary>By treaty 1, or 0 for a catastrophe treaty that the policy is not under.</summary>
    private string CatastropheTreaties(ReinsuredPolicy policy) => string.Concat(model.Treaties.Select((treaty, t) =>
        treaty.Kind == TreatyKind.CatastropheExcessOfLoss && policy.Shares[t] == 0 ? '0' : '1'));
}
