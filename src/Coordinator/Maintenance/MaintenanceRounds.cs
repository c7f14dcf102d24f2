using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Workers.Coordinator.Maintenance;

/// <summary>Lets each reaper go round, once an hour, and says what it took.</summary>
internal sealed class MaintenanceRounds(
    IServiceScopeFactory scopes, TimeProvider time, IMeterFactory meters, ILogger<MaintenanceRounds> log)
    : BackgroundService
{
    public const string MeterName = "Workers.Maintenance";

    private readonly Counter<long> _reaped = meters.Create(MeterName).CreateCounter<long>("workers.reaped");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), time);
        while (await hourly.WaitForNextTickAsync(stoppingToken))
            await GoRoundAsync(stoppingToken);
    }

    /// <summary>One round of all.</summary>
    public async Task GoRoundAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var reaper in scope.ServiceProvider.GetServices<IReaper>())
        {
            try
            {
                await ReapAsync(reaper, cancel);
            }
            // What is not done now is there in an hour; one reaper that fails keeps no other from its work.
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                log.LogWarning("{What} not reaped, tried again in an hour: {Reason}", reaper.What, e.Message);
            }
        }
    }

    private async Task ReapAsync(IReaper reaper, CancellationToken cancel)
    {
        var all = 0;
        while (await reaper.ReapAsync(cancel) is > 0 and var some)
            all += some;
        if (all == 0)
            return;
        _reaped.Add(all, new KeyValuePair<string, object?>("what", reaper.What));
        log.LogInformation("Reaped: {Count} {What}", all, reaper.What);
    }
}
