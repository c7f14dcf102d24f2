using System.Runtime.InteropServices;

namespace Workers.Kit.Processes;

/// <summary>
/// A process that we started. Its start time guards against another process that got the same number later.
/// </summary>
public sealed record StartedProcess(string Name, int Pid, long StartTicks)
{
    private const int SigInt = 2, SigQuit = 3, SigKill = 9, SigTerm = 15, SigCont = 18, SigStop = 19;

    public bool IsAlive => Ticks(Pid) == StartTicks;

    /// <summary>As the run file has it: written by the process itself before it became what it is.</summary>
    public static StartedProcess? Read(string file)
    {
        var parts = File.Exists(file) ? File.ReadAllText(file).Split(' ', StringSplitOptions.TrimEntries) : [];
        return parts.Length == 2 && int.TryParse(parts[0], out var pid) && long.TryParse(parts[1], out var ticks)
            ? new StartedProcess(Path.GetFileName(file), pid, ticks)
            : null;
    }

    public Task StopAsync(TimeSpan patience) => EndAsync(SigTerm, patience);

    /// <summary>PostgreSQL's fast shutdown: sessions are ended, data is safe.</summary>
    public Task StopFastAsync(TimeSpan patience) => EndAsync(SigInt, patience);

    /// <summary>PostgreSQL's immediate shutdown: for data that nobody needs any more.</summary>
    public Task AbandonAsync(TimeSpan patience) => EndAsync(SigQuit, patience);

    /// <summary>kill -9 of the process and all in its session.</summary>
    public Task KillAsync() => EndAsync(SigKill, TimeSpan.FromSeconds(10));

    /// <summary>Stands still until it is woken: it neither ends nor notices.</summary>
    public void Freeze() => _ = Kill(Pid, SigStop);

    /// <summary>Goes on from where it stood still.</summary>
    public void Wake() => _ = Kill(Pid, SigCont);

    private async Task EndAsync(int signal, TimeSpan patience)
    {
        if (!IsAlive) return;
        if (signal == SigKill) _ = Kill(-Pid, SigKill);
        _ = Kill(Pid, signal);
        for (var waited = TimeSpan.Zero; IsAlive; waited += Pause)
        {
            if (waited > patience)
            {
                _ = Kill(-Pid, SigKill);
                _ = Kill(Pid, SigKill);
                patience = TimeSpan.MaxValue;
            }
            await Task.Delay(Pause);
        }
    }

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Clock ticks from boot to the start of a process; null if there is none, or only its corpse.</summary>
    public static long? Ticks(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" ? null : long.Parse(fields[19]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
