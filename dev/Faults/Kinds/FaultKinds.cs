namespace Workers.Faults.Kinds;

/// <summary>All faults that a run injects.</summary>
public static class FaultKinds
{
    private static IReadOnlyList<FaultKind> All { get; } =
    [
        .. ProcessFaults.All,
        .. NamedPointFaults.All,
        .. BrokerFaults.All,
        .. DatabaseFaults.All,
        .. LineFaults.All,
        .. MessageFaults.All,
    ];

    /// <summary>Those that can be injected.</summary>
    /// <param name="clustered">The broker is a cluster.</param>
    public static IReadOnlyList<FaultKind> Of(bool clustered) =>
        clustered ? [.. All, .. BrokerFaults.OfClusters] : All;

    /// <summary>One of a lane, by weight.</summary>
    public static FaultKind Draw(IReadOnlyList<FaultKind> kinds, Random random)
    {
        var place = random.Next(kinds.Sum(kind => kind.Weight));
        foreach (var kind in kinds)
        {
            place -= kind.Weight;
            if (place < 0) return kind;
        }
        throw new InvalidOperationException("there is no kind of fault to draw");
    }
}
