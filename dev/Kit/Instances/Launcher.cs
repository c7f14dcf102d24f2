using System.Diagnostics;
using Workers.Kit.Processes;
using Workers.Operations;

namespace Workers.Kit.Instances;

/// <summary>
/// Starts processes that outlive the command: a session of their own, output to a log, their number in a run file.
/// </summary>
public static class Launcher
{
    // The process writes its number and start time before it becomes the program: whenever we die, nothing that runs is
    // unknown.
    private const string Script = """
        started() { shift 19; echo "$1"; }
        run=$1 log=$2; shift 2
        stat=$(cat /proc/$$/stat)
        echo "$$ $(started ${stat##*) })" >"$run.new" && mv "$run.new" "$run" && exec "$@" </dev/null >>"$log" 2>&1
        """;

    /// <param name="output">File that its output is appended to; its log if left out.</param>
    public static async Task<StartedProcess> StartAsync(
        Instance instance,
        string name,
        IEnumerable<string> command,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancel,
        string? output = null)
    {
        output ??= Log(instance, name);
        LogRotation.RotateIfFull(output);
        var run = Path.Combine(instance.RunFiles, name);
        File.Delete(run);
        string[] arguments = ["sh", "-c", Script, "sh", run, output, .. command];
        var start = new ProcessStartInfo("setsid", arguments) { WorkingDirectory = "/" };
        // Settings of servers that somebody else runs here must not reach ours.
        foreach (var inherited in start.Environment.Keys.Where(IsForeign).ToList()) start.Environment.Remove(inherited);
        foreach (var (key, value) in environment) start.Environment[key] = value;
        using var process = Process.Start(start)!;
        while (true)
        {
            if (StartedProcess.Read(run) is { } started) return started;
            if (process.HasExited) throw new UnavailableException($"{name} could not be started");
            await Task.Delay(2, cancel);
        }
    }

    public static string Log(Instance instance, string name) => Path.Combine(instance.Logs, $"{name}.log");

    /// <summary>Output of a process that writes its log by itself: what it says when it cannot start.</summary>
    public static string Output(Instance instance, string name) => Path.Combine(instance.Logs, $"{name}.out");

    /// <summary>
    /// Waits until <paramref name="ready"/> says so; a process that dies meanwhile is told with the end of its log.
    /// </summary>
    public static async Task WaitAsync(
        Instance instance,
        StartedProcess process,
        Func<Task<bool>> ready,
        TimeSpan timeout,
        CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await ready())
        {
            if (!process.IsAlive) throw Unavailable("died at its start");
            if (Stopwatch.GetElapsedTime(since) > timeout)
                throw Unavailable($"was not ready within {timeout.TotalSeconds:0} s");
            await Task.Delay(50, cancel);
        }

        UnavailableException Unavailable(string what) =>
            new($"{process.Name} {what}:\n{LogTail.Of(instance, process.Name)}");
    }

    private static bool IsForeign(string variable) =>
        variable.StartsWith("RABBITMQ_", StringComparison.Ordinal)
        || variable.StartsWith("ERL_", StringComparison.Ordinal)
        || (variable.StartsWith("PG", StringComparison.Ordinal) && variable != "PGO");
}
