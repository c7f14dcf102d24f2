using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Workers.Messaging.Outbox;
using Workers.Messaging.Transactions;

namespace Workers.Hosting.Health;

/// <summary>What is committed gets sent: how long the oldest due message waits, and whether any was given up.</summary>
internal sealed class OutboxCheck(CommitDatabase database, OutboxPulse pulse) : IHealthCheck
{
    // Several polls of the deliverer; less is seen at each deploy.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(30);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (pulse.IsStopped)
            return HealthCheckResult.Unhealthy($"nothing is sent: no round for {pulse.Silence.TotalSeconds:F0} s");
        try
        {
            var backlog = await OutboxBacklog.ReadAsync(database.Source, cancellationToken);
            var seconds = backlog.Oldest.TotalSeconds;
            var data = new Dictionary<string, object> { ["oldestSeconds"] = seconds, ["parked"] = backlog.GivenUp };
            if (backlog.Oldest <= Late && backlog.GivenUp == 0)
                return HealthCheckResult.Healthy(data: data);
            var description = $"oldest due message waits {seconds:F0} s; {backlog.GivenUp} given up";
            // Not unhealthy: a restart of this process would not send them either.
            return HealthCheckResult.Degraded(description, data: data);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
