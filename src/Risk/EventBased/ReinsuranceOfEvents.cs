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
    private readonly int[] _perEvent =
        // Excess of loss per policy is settled before; it has no limit per event.
        [.. Enumerable.Range(0, model.Treaties.Count).Where(t => model.Treaties[t].Kind != TreatyKind.ExcessOfLoss)];

    /// <summary>Settles a policy's loss, in float32 as the engine; null if it pays nothing.</summary>
    public Settlement? OfPolicy(ReinsuredPolicy policy, float loss)
    {
        var claim = policy.Claim(loss);
        if (claim <= 0)
            return null;
        var settled = new Settlement(model.Treaties.Count) { Claim = claim, Retention = claim };
        for (var t = 0; t < model.Treaties.Count; t++)
            // Proportional treaties first: excess of loss works on what they leave.
            if (model.Treaties[t].Kind == TreatyKind.Proportional)
            {
                settled.Cessions[t] = claim * (float)policy.Shares[t];
                settled.Retention -= settled.Cessions[t];
            }
        for (var t = 0; t < model.Treaties.Count; t++)
            if (model.Treaties[t].Kind == TreatyKind.ExcessOfLoss && policy.Shares[t] != 0)
            {
                // Treaty after treaty: each sees what those before it left.
                settled.Cessions[t] = (float)model.Treaties[t].Excess(settled.Retention);
                settled.Retention -= settled.Cessions[t];
            }
        return settled;
    }

    /// <summary>Settles an event from its policies.</summary>
    public Settlement OfEvent(IEnumerable<SettledPolicy> policies)
    {
        var groups = Merge(policies, from: 0);
        for (var i = 0; i < _perEvent.Length; i++)
        {
            foreach (var group in groups)
                // The policy of a group stands for all: they agree on the treaties from here on.
                if (group.Policy.Shares[_perEvent[i]] != 0)
                    Apply(_perEvent[i], group.Settled);
            // A treaty that is settled no longer keeps groups apart.
            groups = Merge(groups, from: i + 1);
        }
        return Sum(groups);
    }

    /// <summary>Adds up policies that have the same treaties per event, from a position on.</summary>
    private List<SettledPolicy> Merge(IEnumerable<SettledPolicy> policies, int from)
    {
        var groups = new List<SettledPolicy>();
        foreach (var policy in policies)
        {
            // Groups are few, as treaties are; a dictionary would need a key of its own.
            var group = groups.Find(g => HaveSameTreaties(g.Policy, policy.Policy, from));
            if (group is null)
            {
                group = new(policy.Policy, new(model.Treaties.Count));
                groups.Add(group);
            }
            group.Settled.Add(policy.Settled);
        }
        return groups;
    }

    private bool HaveSameTreaties(ReinsuredPolicy one, ReinsuredPolicy other, int from)
    {
        for (var i = from; i < _perEvent.Length; i++)
            if (one.Shares[_perEvent[i]] != 0 != (other.Shares[_perEvent[i]] != 0))
                return false;
        return true;
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
        else if (settled.Cessions[t] > treaty.Limit)
        {
            // The insurer keeps what exceeds the most that the treaty cedes for an event.
            settled.Overspills[t] = settled.Cessions[t] - treaty.Limit;
            settled.Retention += settled.Overspills[t];
            settled.Cessions[t] = treaty.Limit;
        }
    }

    private Settlement Sum(List<SettledPolicy> policies)
    {
        var sum = new Settlement(model.Treaties.Count);
        foreach (var policy in policies)
            sum.Add(policy.Settled);
        return sum;
    }
}

/// <summary>Who pays what of the claims of a policy in an event, or of all policies of the same treaties.</summary>
/// <param name="Policy">The policy, or one of them.</param>
/// <param name="Settled">Who pays what.</param>
internal sealed record SettledPolicy(ReinsuredPolicy Policy, Settlement Settled);
