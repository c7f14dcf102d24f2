using Workers.Contracts;

namespace Workers.Coordinator.Admission;

/// <summary>What a platform may send.</summary>
internal static class PlatformMessages
{
    public static IReadOnlyList<Type> All { get; } =
        [typeof(ImportHazardRequested), typeof(CancelRiskJob), typeof(RetryRiskJob)];
}
