using System.Diagnostics;
using Spectre.Console;

namespace Workers.Kit;

/// <summary>Something that takes a while, told on standard error with its seconds when it is done.</summary>
public static class ProgressLine
{
    public static async Task RunAsync(string name, Func<Task> work)
    {
        var since = Stopwatch.GetTimestamp();
        await work();
        News.Console.MarkupLineInterpolated($"[grey]{name} {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s[/]");
    }
}
