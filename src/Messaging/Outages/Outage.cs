using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Workers.Messaging.Outages;

/// <summary>
/// While a database of this process is away, its deliveries are held: not acknowledged, not given back (the broker
/// would count that), not set aside. When it answers again they go on, in place.
/// </summary>
public sealed class Outage
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly DatabaseProbe _probe;
    private readonly TimeProvider _time;
    private readonly IHostApplicationLifetime _life;
    private readonly ILogger<Outage> _log;
    private Task<bool>? _watching;

    internal Outage(DatabaseProbe probe, TimeProvider time, IHostApplicationLifetime life, ILogger<Outage> log)
    {
        _probe = probe;
        _time = time;
        _life = life;
        _log = log;
    }

    /// <summary>Since when no messages are taken, and why; null if they are.</summary>
    public OutageState? Now { get; private set; }

    /// <summary>Returns at once unless there is an outage.</summary>
    internal async Task WaitAsync(CancellationToken cancel)
    {
        if (Now is not null)
            await LookAsync(cancel);
    }

    /// <summary>Looks whether the databases are there, and waits until they are.</summary>
    /// <returns>False if they were there at the first look.</returns>
    internal Task<bool> LookAsync(CancellationToken cancel)
    {
        lock (_lock)
        {
            // One looks for all deliveries.
            _watching ??= Task.Run(WatchAsync, CancellationToken.None);
            return _watching.WaitAsync(cancel);
        }
    }

    private async Task<bool> WatchAsync()
    {
        var stop = _life.ApplicationStopping;
        try
        {
            for (var wait = FirstLook; await _probe.WhyNotAsync(stop) is { } reason; wait = Longer(wait))
            {
                if (Now is null)
                    _log.LogError("No messages are taken from now on, and none is lost: {Reason}", reason);
                Now = new OutageState(Now?.Since ?? _time.GetUtcNow(), reason);
                await Task.Delay(wait, _time, stop);
            }
            if (Now is not { } outage)
                return false;
            _log.LogWarning("Messages are taken again, after {Outage}", _time.GetUtcNow() - outage.Since);
            return true;
        }
        finally
        {
            lock (_lock)
            {
                Now = null;
                _watching = null;
            }
        }
    }

    private static TimeSpan Longer(TimeSpan wait) => wait * 2 < LastLook ? wait * 2 : LastLook;
}

/// <summary>An outage that lasts.</summary>
/// <param name="Since">Since when no messages are taken.</param>
/// <param name="Reason">What is away, and what it says.</param>
public sealed record OutageState(DateTimeOffset Since, string Reason);
