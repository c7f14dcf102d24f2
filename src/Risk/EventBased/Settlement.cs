using System.Numerics;
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

/// <summary>What is settled of a policy.</summary>
internal sealed record PolicySettlement(ReinsuredPolicy Policy, Settlement Settled);

/// <summary>What is settled of an event.</summary>
/// <param name="Event">Its position.</param>
internal sealed record EventSettlement(int Event, Settlement Settled);

/// <summary>What is settled of policies that the same treaties hold for.</summary>
internal sealed record GroupSettlement(TreatyCover Cover, Settlement Settled);

/// <summary>The treaties that hold for a policy: all but the catastrophe treaties that it is not under.</summary>
/// <param name="Without">A bit for each treaty that does not hold.</param>
internal readonly record struct TreatyCover(BigInteger Without)
{
    public bool Has(int treaty) => (Without >> treaty).IsEven;

    /// <summary>What matters of it once a treaty is applied: the treaties after it.</summary>
    public TreatyCover After(int treaty) => new(Without >> (treaty + 1) << (treaty + 1));
}
