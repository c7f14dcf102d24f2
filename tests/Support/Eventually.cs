using System.Diagnostics;

namespace Workers.Support;

/// <summary>Waits on a condition, with a bound.</summary>
public static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> otherwise)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > Bound)
                throw new TimeoutException(otherwise());
#pragma warning disable RS0030 // the one place that looks again after a while
            await Task.Delay(20);
#pragma warning restore RS0030
        }
    }

    public static Task TrueAsync(Func<bool> condition, string otherwise) =>
        TrueAsync(() => Task.FromResult(condition()), () => otherwise);
}
