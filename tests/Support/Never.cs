namespace Workers.Support;

/// <summary>Stands for work that does not end by itself.</summary>
public static class Never
{
    /// <summary>Ends only by being cancelled.</summary>
    public static Task EndsAsync(CancellationToken cancel) =>
#pragma warning disable RS0030 // nothing is waited for here: it is the work that does not end
        Task.Delay(Timeout.Infinite, cancel);
#pragma warning restore RS0030
}
