using System.Text.Json;
using System.Text.RegularExpressions;
using Workers.Errors;

namespace Workers.Operations.Logs;

/// <summary>What processes wrote of a job, from the log files of all of them.</summary>
public static partial class JobLog
{
    /// <summary>The lines about a job, oldest first.</summary>
    /// <param name="folder">Folder with the files that <c>WORKERS_LOG_FILE</c> names.</param>
    /// <exception cref="InputException">RequestInvalid: there is no such folder.</exception>
    public static IReadOnlyList<LogLine> Read(string folder, Guid job)
    {
        if (!Directory.Exists(folder)) throw RequestErrors.NoLogs(folder);
        var lines = Directory.GetFiles(folder, "*.log").SelectMany(file => LinesOf(file, $"{job}"));
        return [.. lines.OrderBy(line => line.At)];
    }

    private static IEnumerable<LogLine> LinesOf(string file, string job)
    {
        var process = NumberOfFile().Replace(Path.GetFileNameWithoutExtension(file), "");
        // Its process goes on writing.
        using var content = new FileStream(
            file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(content);
        while (reader.ReadLine() is { } line)
        {
            if (line.Contains(job, StringComparison.Ordinal) && Parse(line, process) is { } parsed)
                yield return parsed;
        }
    }

    /// <summary>Null for what is none of our lines, or is not yet written to its end.</summary>
    private static LogLine? Parse(string line, string process)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var entry = document.RootElement;
            return new LogLine(
                entry.GetProperty("@t").GetDateTimeOffset(),
                process,
                TextOf(entry, "@l") ?? "Information",
                TextOf(entry, "@m") ?? "",
                TextOf(entry, "@x"));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var text) ? text.GetString() : null;

    /// <summary>Full files are followed by others with a number: <c>importer_001.log</c>.</summary>
    [GeneratedRegex("_[0-9]{3,}$")]
    private static partial Regex NumberOfFile();
}

/// <summary>A line of the log of a process.</summary>
/// <param name="Process">Name of its file.</param>
/// <param name="Level"><c>Information</c>, <c>Warning</c>, <c>Error</c>, …</param>
/// <param name="Exception">With its stack; null without.</param>
public sealed record LogLine(DateTimeOffset At, string Process, string Level, string Message, string? Exception);
