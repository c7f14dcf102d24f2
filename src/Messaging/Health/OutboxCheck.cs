using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Workers.Messaging.Outbox;

namespace Workers.Messaging.Health;

/// <summary>What is committed gets sent: how long the oldest due message waits, and whether any was given up.</summary>
internal sealed class OutboxCheck(CommitDatabase database) : IHealthCheck
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(30);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
            var (oldest, parked) = await OutboxTable.BacklogAsync(connection, cancellationToken);
            var data = new Dictionary<string, object> { ["oldestSeconds"] = oldest.TotalSeconds, ["parked"] = parked };
            return oldest > Late || parked > 0
                ? HealthCheckResult.Degraded($"oldest due message waits {oldest.TotalSeconds:F0} s; {parked} given up", data: data)
                : HealthCheckResult.Healthy(data: data);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
