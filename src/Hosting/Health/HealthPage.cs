using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Workers.Hosting.Health;

/// <summary>
/// <c>GET /health</c>: 200 if all checks pass or are only degraded, else 503; the body says which and why. While the
/// process starts nothing is checked: 503, <c>Starting</c>.
/// </summary>
internal static class HealthPage
{
    /// <summary>
    /// Adds the checks, and the page that shows them if an address is set. MassTransit adds its own check of the bus.
    /// </summary>
    public static void AddHealth<TDb>(this WorkersHostBuilder<TDb> host) where TDb : DbContext
    {
        host.Services.AddSingleton(_ => new ConsumersCheck(host.Options.Broker, host.ReceivedQueues));
        host.Services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database")
            .AddCheck<OutageCheck>("messages")
            .AddCheck<OutboxCheck>("outbox")
            .AddCheck<ConsumersCheck>("consumers");
        if (host.Options.HealthUrl is { } address)
            host.Serve(address, Map);
    }

    private static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/health", AnswerAsync);

    private static async Task<IResult> AnswerAsync(
        HealthCheckService checks,
        IHostApplicationLifetime lifetime,
        CancellationToken cancel)
    {
        // Its queues are not there yet: to look for them would be an error in its log and in the broker's.
        if (!lifetime.ApplicationStarted.IsCancellationRequested)
            return Results.Json(new { status = "Starting" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        var report = await checks.CheckHealthAsync(cancel);
        var body = new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(x => x.Key, x => Describe(x.Value)),
        };
        // Degraded is 200: an orchestrator that restarts on 503 could not better it.
        return Results.Json(body, statusCode: report.Status == HealthStatus.Unhealthy
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status200OK);
    }

    private static object Describe(HealthReportEntry check) =>
        new { status = check.Status.ToString(), check.Description, check.Data };
}
