namespace Workers.Bench.Installation;

/// <summary>The system that benchmarks share one after the other, started for the first that needs it.</summary>
internal sealed class SharedSystem : IAsyncDisposable
{
    private FiveProcesses? _system;

    /// <summary>With two Calculators, whatever the benchmark before did.</summary>
    public async Task<FiveProcesses> GetAsync()
    {
        _system ??= await FiveProcesses.StartAsync();
        await _system.WithCalculatorsAsync(2);
        return _system;
    }

    public async ValueTask DisposeAsync()
    {
        if (_system is null) return;
        await _system.DisposeAsync();
        _system = null;
    }
}
