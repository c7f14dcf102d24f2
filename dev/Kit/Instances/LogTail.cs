using System.Text.Json;

namespace Workers.Kit.Instances;

/// <summary>
/// The end of a log, for the message about a process that did not start: what went wrong, not where in the code.
/// </summary>
public static class LogTail
{
    private const int Lines = 15;
    private const int Causes = 3;
    private const int MaxRead = 500;

    /// <summary>What a process has said since it was started, in its log and on its standard output.</summary>
    public static string Of(Instance instance, string process)
    {
        var started = File.GetLastWriteTimeUtc(Path.Combine(instance.RunFiles, process));
        var output = Launcher.Output(instance, process);
        var isSaid = File.Exists(output) && File.GetLastWriteTimeUtc(output) >= started;
        return isSaid ? Of(output) : Of(Launcher.Log(instance, process), started);
    }

    /// <summary>
    /// The last distinct warnings and errors of one of our processes; else the last lines as they are.
    /// </summary>
    /// <param name="since">Earlier lines of our processes are of an earlier start.</param>
    public static string Of(string log, DateTimeOffset since = default)
    {
        if (!File.Exists(log)) return "(no log)";
        var last = File.ReadLines(log).TakeLast(MaxRead).ToList();
        var told = last.Select(line => CauseIn(line, since)).OfType<string>();
        var causes = told.Reverse().Distinct().Take(Causes).Reverse().ToList();
        IEnumerable<string> shown = causes.Count > 0 ? causes : last.TakeLast(Lines);
        return string.Join('\n', shown) + $"\n({log})";
    }

    /// <summary>What a line of compact JSON complains of, with the first line of its exception.</summary>
    private static string? CauseIn(string line, DateTimeOffset since)
    {
        if (!line.StartsWith('{')) return null;
        try
        {
            using var document = JsonDocument.Parse(line);
            var entry = document.RootElement;
            if (!entry.TryGetProperty("@l", out _) || IsBefore(entry, since)) return null;
            var message = TextOf(entry, "@m");
            return TextOf(entry, "@x") is { } exception ? $"{message} {InnermostOf(exception)}" : message;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsBefore(JsonElement entry, DateTimeOffset since) =>
        entry.TryGetProperty("@t", out var time) && time.TryGetDateTimeOffset(out var at) && at < since;

    private static string? TextOf(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var text) ? text.GetString() : null;

    /// <summary>The message of the exception that the others wrap.</summary>
    private static string InnermostOf(string exception)
    {
        const string inner = " ---> ";
        return exception.Split('\n')
            .Where(line => !line.TrimStart().StartsWith("at ", StringComparison.Ordinal))
            .Where(line => line.Contains(inner, StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(inner, StringComparison.Ordinal) + inner.Length)..])
            .LastOrDefault(exception.Split('\n')[0])
            .Trim();
    }
}
