namespace Workers.OpenQuake.JobFiles;

/// <summary>
/// A file of a risk job that is read piece by piece, wherever it is kept: on a disk, in a zip, in a database.
/// </summary>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Open">Reads them from the first on, as often as it is asked; the caller closes what it gets.</param>
public sealed record StoredFile(long Length, Func<Stream> Open)
{
    /// <summary>Bytes in memory.</summary>
    public static StoredFile Of(byte[] content) =>
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
