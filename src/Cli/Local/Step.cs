using System.Diagnostics;
using Spectre.Console;
using Workers.Cli.CommandLine;

namespace Workers.Cli.Local;

/// <summary>One thing that takes a while, told on standard error when it is done.</summary>
public static class Step
{
    public static Task RunAsync(string name, Func<Task> work) => RunAsync(name, async () => { await work(); return true; });

    public static async Task<T> RunAsync<T>(string name, Func<Task<T>> work)
    {
        var since = Stopwatch.GetTimestamp();
        var result = await work();
        Output.News.MarkupLineInterpolated($"[grey]{name} {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s[/]");
        return result;
    }
}
