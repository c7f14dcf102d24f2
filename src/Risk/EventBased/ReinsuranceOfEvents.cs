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
/// treaty, to all policies that have the same treaties from there on (risklib/reinsurance.py).
/// </summary>
internal sealed class ReinsuranceOfEvents(ReinsuranceModel model)
{
    /// <summary>Settles a policy's loss, in float32 as the engine; null if it pays nothing.</summary>
    public Settlement? OfPolicy(ReinsuredPolicy policy, float loss)
    {
        var claim = policy.Claim(loss);
        if (claim <= 0)
            return null;
        var settled = new Settlement(model.Treaties.Count) { Claim = claim, Retention = claim };
        for (var t = 0; t < model.Treaties.Count; t++)
            if (model.Treaties[t].Kind == TreatyKind.Proportional)
                settled.Retention -= settled.Cessions[t] = claim * (float)policy.Shares[t];
        for (var t = 0; t < model.Treaties.Count; t++)
            if (model.Treaties[t].Kind == TreatyKind.ExcessOfLoss && policy.Shares[t] != 0)
                settled.Retention -= settled.Cessions[t] = (float)model.Treaties[t].Excess(settled.Retention);
        return settled;
    }

    /// <summary>Settles an event from its policies.</summary>
    public Settlement OfEvent(IEnumerable<(ReinsuredPolicy Policy, Settlement Settled)> policies)
    {
        int[] perEvent = [.. Enumerable.Range(0, model.Treaties.Count).Where(t => model.Treaties[t].Kind != TreatyKind.ExcessOfLoss)];
        var groups = policies.GroupBy(p => Code(p.Policy, perEvent), p => p.Settled).Select(g => (g.Key, Settled: Sum(g)));
        foreach (var t in perEvent)
            groups = groups.Select(g => (Then: g.Key[1..], Settled: g.Key[0] == '1' ? Apply(t, g.Settled) : g.Settled))
                .GroupBy(g => g.Then, g => g.Settled).Select(g => (g.Key, Sum(g))).ToArray();
        return Sum(groups.Select(g => g.Settled));
    }

    private Settlement Apply(int t, Settlement settled)
    {
        var treaty = model.Treaties[t];
        if (treaty.Kind == TreatyKind.CatastropheExcessOfLoss)
        {
            settled.Overspills[t] = Math.Max(settled.Retention - treaty.Limit, 0);
            settled.Retention -= settled.Cessions[t] = treaty.Excess(settled.Retention);
        }
        else if (settled.Cessions[t] > treaty.Limit)
        {
            settled.Retention += settled.Overspills[t] = settled.Cessions[t] - treaty.Limit;
            settled.Cessions[t] = treaty.Limit;
        }
        return settled;
    }

    private Settlement Sum(IEnumerable<Settlement> settlements)
    {
        var sum = new Settlement(model.Treaties.Count);
        foreach (var settlement in settlements)
            sum.Add(settlement);
        return sum;
    }

    private static string Code(ReinsuredPolicy policy, int[] treaties) =>
        string.Concat(treaties.Select(t => policy.Shares[t] != 0 ? '1' : '0'));
}
