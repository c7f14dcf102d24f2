namespace Workers.Storage.Transfer;

/// <summary>What the streams of an import have done together.</summary>
internal sealed class ImportCount(long total, IProgress<TransferProgress>? progress)
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

    /// <summary>Payload bytes that are there; also corrects what was counted too much, with a negative number.</summary>
    public void Done(long bytes)
    {
        lock (_lock)
        {
            _done += bytes;
            progress?.Report(new TransferProgress(Math.Min(_done, total), total));
        }
    }
}
