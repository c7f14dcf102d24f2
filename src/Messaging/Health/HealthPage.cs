using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Workers.Messaging.Health;

/// <summary>
/// <c>GET /health</c>: 200 if all checks pass or are only degraded, else 503; the body says which and why.
/// </summary>
internal sealed class HealthPage(Settings settings, HealthCheckService checks) : IHostedService
{
    private WebApplication? _page;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _page = builder.Build();
        _page.Urls.Add(settings.HealthUrl!);
        _page.MapGet("/health", async (CancellationToken cancel) =>
        {
            var report = await checks.CheckHealthAsync(cancel);
            return Results.Json(
                new
                {
                    status = report.Status.ToString(),
                    checks = report.Entries.ToDictionary(x => x.Key, x => new { status = x.Value.Status.ToString(), x.Value.Description, x.Value.Data }),
                },
                statusCode: report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        });
        await _page.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_page is not null)
            await _page.DisposeAsync();
    }
}
