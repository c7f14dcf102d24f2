using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Workers.Messaging.Transactions;

namespace Workers.Hosting.Health;

/// <summary>The database answers.</summary>
internal sealed class DatabaseCheck(CommitDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy(database.Name);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"{database.Name}: {e.Message}");
        }
    }
}
