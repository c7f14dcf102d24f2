using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workers.Hosting.Health;
using Workers.Messaging.Outbox;

namespace Workers.Hosting.Tests;

public sealed class Deliverer_that_hangs
{
    [Fact]
    public async Task It_makes_the_process_unhealthy_so_that_it_is_restarted()
    {
        var clock = new Clock();
        var pulse = new OutboxPulse(clock);
        Assert.False(pulse.IsStopped);

        clock.Minutes = 3;
        var health = await new OutboxCheck(null!, pulse).CheckHealthAsync(new HealthCheckContext());

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Equal("nothing is sent: no round for 180 s", health.Description);
    }

    private sealed class Clock : TimeProvider
    {
        public long Minutes { get; set; }
        public override long TimestampFrequency => 1;
        public override long GetTimestamp() => Minutes * 60;
    }
}
