using System.Diagnostics;
using Workers.Kit.Processes;
using Workers.Operations;

namespace Workers.Kit.Instances;

/// <summary>Starts processes that outlive the command: a session of their own, output to a log, their number in a run file.</summary>
public static class Launcher
{
    // The process writes its number and start time before it becomes the program: whenever we die, nothing that runs is unknown.
    private const string Script = """
        started() { shift 19; echo "$1"; }
        run=$1 log=$2; shift 2
        stat=$(cat /proc/$$/stat)
        echo "$$ $(started ${stat##*) })" >"$run.new" && mv "$run.new" "$run" && exec "$@" </dev/null >"$log" 2>&1
        """;

    public static async Task<StartedProcess> StartAsync(
        Instance instance, string name, IEnumerable<string> command, IReadOnlyDictionary<string, string> environment, CancellationToken cancel)
    {
        var run = Path.Combine(instance.RunFiles, name);
        File.Delete(run);
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Script, "sh", run, Log(instance, name), .. command]) { WorkingDirectory = "/" };
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

    /// <summary>Waits until <paramref name="ready"/> says so; a process that dies meanwhile is told with the end of its log.</summary>
    public static async Task WaitAsync(Instance instance, StartedProcess process, Func<Task<bool>> ready, TimeSpan patience, CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await ready())
        {
            if (!process.IsAlive) throw new UnavailableException($"{process.Name} died at its start:\n{LogTail.Of(Log(instance, process.Name))}");
            if (Stopwatch.GetElapsedTime(since) > patience)
                throw new UnavailableException($"{process.Name} was not ready within {patience.TotalSeconds:0} s:\n{LogTail.Of(Log(instance, process.Name))}");
            await Task.Delay(50, cancel);
        }
    }

    private static bool IsForeign(string variable) =>
        variable.StartsWith("RABBITMQ_", StringComparison.Ordinal) || variable.StartsWith("ERL_", StringComparison.Ordinal) ||
        (variable.StartsWith("PG", StringComparison.Ordinal) && variable != "PGO");
}
