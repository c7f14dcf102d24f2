namespace Workers.Calculator.RunRiskCalc;

/// <summary>Seconds by part of a calculation, for provenance.</summary>
internal sealed class Stopwatches(TimeProvider time)
{
    private readonly Dictionary<string, double> _seconds = [];

    public IReadOnlyDictionary<string, double> Seconds => _seconds;
    public double Total => _seconds.Values.Sum();

    public async Task<T> TimeAsync<T>(string part, Func<Task<T>> work)
    {
        var started = time.GetTimestamp();
        var result = await work();
        _seconds[part] = time.GetElapsedTime(started).TotalSeconds;
        return result;
    }
}
