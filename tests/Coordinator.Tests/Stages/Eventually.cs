using System.Diagnostics;

namespace Workers.Tests.Coordinator.Stages;

/// <summary>Waits on a condition, with a bound.</summary>
public static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> otherwise)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(10), otherwise());
            await Task.Delay(20);
        }
    }
}
