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

    /// <summary>
    /// The last distinct warnings and errors of one of our processes; else the last lines as they are.
    /// </summary>
    public static string Of(string log)
    {
        if (!File.Exists(log)) return "(no log)";
        var last = File.ReadLines(log).TakeLast(MaxRead).ToList();
        var causes = last.Select(CauseIn).OfType<string>().Reverse().Distinct().Take(Causes).Reverse().ToList();
        IEnumerable<string> shown = causes.Count > 0 ? causes : last.TakeLast(Lines);
        return string.Join('\n', shown) + $"\n({log})";
    }

    /// <summary>What a line of compact JSON complains of, with the first line of its exception.</summary>
    private static string? CauseIn(string line)
    {
        if (!line.StartsWith('{')) return null;
        try
        {
            using var document = JsonDocument.Parse(line);
            var entry = document.RootElement;
            if (!entry.TryGetProperty("@l", out _)) return null;
            var message = TextOf(entry, "@m");
            return TextOf(entry, "@x") is { } exception ? $"{message} {InnermostOf(exception)}" : message;
        }
        catch (JsonException)
        {
            return null;
        }
    }

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
