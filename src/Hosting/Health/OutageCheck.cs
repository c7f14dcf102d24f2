using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workers.Messaging.Outages;

namespace Workers.Hosting.Health;

/// <summary>Messages are taken; or a database is away, and they wait until it is back.</summary>
internal sealed class OutageCheck(Outage outage) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(outage.Now is { } now
            // Not unhealthy: it goes on by itself, and a restart of this process would not bring the database back.
            ? HealthCheckResult.Degraded(string.Create(
                CultureInfo.InvariantCulture,
                $"no messages are taken since {now.Since:u}: {now.Reason}"))
            : HealthCheckResult.Healthy());
}
