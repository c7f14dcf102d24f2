using Workers.Contracts;

namespace Workers.Coordinator.Tests;

internal static class Requests
{
    public static ImportHazardRequested New(Guid? job = null) => new()
    {
        JobId = job ?? Guid.NewGuid(),
        HazardCalculationId = Guid.NewGuid(),
        RiskModelId = new string('a', 64),
        Owner = "ana",
        Description = "a small job",
    };
}
