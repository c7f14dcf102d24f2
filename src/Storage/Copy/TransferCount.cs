namespace Workers.Storage.Copy;

/// <summary>How far a transfer is.</summary>
/// <param name="Done">Bytes (of hazard) or rows (of results) that are there.</param>
/// <param name="Total">Bytes or rows in all.</param>
public readonly record struct TransferProgress(long Done, long Total);

/// <summary>What the streams of a transfer have done together.</summary>
internal sealed class TransferCount(long total, IProgress<TransferProgress>? progress)
{
    private readonly Lock _lock = new();
    private long _done;

    /// <summary>Bytes on the wire.</summary>
    public long Copied { get; private set; }

    public void OnWire(long bytes)
    {
        lock (_lock)
            Copied += bytes;
    }

    /// <summary>Adds payload bytes or rows that are there; a negative number takes back what was too much.</summary>
    public void Done(long amount)
    {
        lock (_lock)
        {
            _done += amount;
            // Inside of the lock, so that no stream reports a lower number after a higher one.
            progress?.Report(new TransferProgress(Math.Min(_done, total), total));
        }
    }
}
