using System.Collections.Concurrent;
using System.Text.Json;

namespace Workers.Faults.Histories;

/// <summary>What happened in a run, in the order it was noticed, also as lines of JSON in a file.</summary>
public sealed class History : IDisposable
{
    private readonly ConcurrentQueue<HistoryEntry> _entries = new();
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly TextWriter _file;

    /// <param name="file">Where the lines go.</param>
    public History(string file, TimeProvider time)
    {
        _time = time;
        _began = time.GetTimestamp();
        _file = TextWriter.Synchronized(new StreamWriter(file) { AutoFlush = true });
    }

    /// <summary>All so far.</summary>
    public IReadOnlyCollection<HistoryEntry> Entries => _entries;

    /// <summary>Seconds since the run began.</summary>
    public double Now => _time.GetElapsedTime(_began).TotalSeconds;

    /// <summary>Writes it down.</summary>
    public HistoryEntry Note(string what, string name, Guid? job = null)
    {
        var entry = new HistoryEntry(Math.Round(Now, 3), what, name, job);
        _entries.Enqueue(entry);
        _file.WriteLine(JsonSerializer.Serialize(entry, JsonSerializerOptions.Web));
        return entry;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
