namespace Workers.Storage.RiskModels;

/// <summary>A file of a risk model on its way into the archive or out of it, read piece by piece.</summary>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Open">Reads them from the first on, as often as it is asked; the caller closes what it gets.</param>
public sealed record RiskModelFile(long Length, Func<Stream> Open)
{
    /// <summary>Bytes in memory.</summary>
    public static RiskModelFile Of(byte[] content) =>
        new(content.Length, () => new MemoryStream(content, writable: false));

    /// <summary>All its bytes, for files that are known to be small.</summary>
    public byte[] ReadWhole()
    {
        using var stream = Open();
        var whole = new byte[Length];
        stream.ReadExactly(whole);
        return whole;
    }
}
