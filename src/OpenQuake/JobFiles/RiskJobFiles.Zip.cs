using System.IO.Compression;
using System.IO.Hashing;
using Workers.Errors;

namespace Workers.OpenQuake.JobFiles;

public sealed partial class RiskJobFiles
{
    // Unix file modes, in the upper half of a zip entry's external attributes.
    private const int LinkMode = 0xA000;
    private const int ModeMask = 0xF000;

    /// <summary>Smaller files may be compressed as much as they like.</summary>
    private const int RatioCountsFrom = 1 << 20;

    /// <summary>Zips that hold less may be compressed as much as they like.</summary>
    private const long TotalRatioCountsFrom = 32 << 20;

    private const int BufferSize = 1 << 16;

    /// <summary>
    /// From a zip. All of it is read through at once, and nothing kept: bytes are counted as they come out, whatever
    /// the zip says of itself. Files are read again when asked for; nothing is written to disk. Hidden files and those
    /// that macOS adds are left out.
    /// </summary>
    /// <param name="path">Where the zip is.</param>
    /// <param name="limits">Null: <see cref="JobFilesLimits.Default"/>.</param>
    /// <exception cref="InputException">
    /// <see cref="ErrorCode.ZipMalformed"/>, <see cref="ErrorCode.UnsafePath"/>,
    /// <see cref="ErrorCode.UploadTooLarge"/>.
    /// </exception>
    public static RiskJobFiles FromZip(string path, JobFilesLimits? limits = null) =>
        FromZip(File.OpenRead(path), limits);

    /// <summary>The same from a stream, which stays open for as long as the files may be read.</summary>
    /// <exception cref="InputException">As above.</exception>
    public static RiskJobFiles FromZip(Stream zip, JobFilesLimits? limits = null)
    {
        limits ??= JobFilesLimits.Default;
        // The list of files is at the end of a zip: a stream from the network is kept first.
        var whole = zip.CanSeek ? zip : ReadWhole(zip, limits.MaxZipBytes);
        if (whole.Length > limits.MaxZipBytes)
            throw UploadErrors.ZipTooLarge(limits.MaxZipBytes);
        try
        {
            // Not closed: the files are read from it.
            var archive = new ZipArchive(whole, ZipArchiveMode.Read, leaveOpen: true);
            CheckSizes(archive, whole.Length, limits);
            return FromArchive(archive, limits);
        }
        catch (Exception e) when (SaysMalformed(e))
        {
            throw UploadErrors.MalformedZip(e.Message);
        }
    }

    /// <summary>What <see cref="ZipArchive"/> throws when a zip is damaged.</summary>
    private static bool SaysMalformed(Exception e) => e is
        InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException;

    private static MemoryStream ReadWhole(Stream zip, long mostBytes)
    {
        var whole = new MemoryStream();
        var buffer = new byte[BufferSize];
        for (int read; (read = zip.Read(buffer)) > 0;)
        {
            whole.Write(buffer, 0, read);
            // While it comes in, not when it has come: an upload may have no end.
            if (whole.Length > mostBytes)
                throw UploadErrors.ZipTooLarge(mostBytes);
        }
        return whole;
    }

    /// <summary>
    /// Looks at what the zip says of itself before anything is unpacked; that it says the truth is seen at each entry.
    /// </summary>
    private static void CheckSizes(ZipArchive archive, long zipBytes, JobFilesLimits limits)
    {
        var total = 0L;
        foreach (var entry in archive.Entries)
        {
            // Subtracted, because a sum of stated lengths could overflow.
            if (entry.Length < 0 || entry.Length > limits.MaxTotalBytes - total)
                throw UploadErrors.FilesTooLarge(limits.MaxTotalBytes, entry.FullName);
            total += entry.Length;
            if (entry.Length > RatioCountsFrom && entry.Length / limits.MaxRatio > entry.CompressedLength)
                throw UploadErrors.CompressedTooMuch(limits.MaxRatio, entry.FullName);
            if (total > TotalRatioCountsFrom && total / limits.MaxTotalRatio > zipBytes)
                throw UploadErrors.CompressedTooMuch(limits.MaxTotalRatio, entry.FullName);
        }
    }

    private static RiskJobFiles FromArchive(ZipArchive archive, JobFilesLimits limits)
    {
        var set = new RiskJobFiles();
        foreach (var entry in archive.Entries)
        {
            // Some Windows programs write backslashes.
            var name = entry.FullName.Replace('\\', '/');
            // Unpacked, a link could lead out of the folder.
            if (((entry.ExternalAttributes >> 16) & ModeMask) == LinkMode)
                throw UploadErrors.Link(name);
            if ((name.EndsWith('/') && entry.Length == 0) || IsHidden(name))
                continue;
            // Before the bytes: a bad name costs nothing to refuse.
            var path = SafePath.Check(name, limits);
            ReadThrough(entry, path);
            set.Add(path, new(entry.Length, entry.Open), limits);
        }
        return set;
    }

    private static bool IsHidden(string name)
    {
        var parts = name.Split('/');
        var last = parts[^1];
        // Names of dots alone are no hidden files: they are refused as unsafe.
        return parts[0] == "__MACOSX" || (last.StartsWith('.') && last.Trim('.') != "");
    }

    private static void ReadThrough(ZipArchiveEntry entry, string path)
    {
        if (entry.IsEncrypted)
            throw UploadErrors.EncryptedZip(path);
        using var source = entry.Open();
        var hash = new Crc32();
        var piece = new byte[BufferSize];
        var length = 0L;
        // Not beyond what was stated and checked: a longer entry is not read on.
        for (int read; length <= entry.Length && (read = source.Read(piece)) > 0; length += read)
            hash.Append(piece.AsSpan(0, read));
        // More or fewer bytes mean that the zip lied about its length.
        if (length != entry.Length || hash.GetCurrentHashAsUInt32() != entry.Crc32)
            throw UploadErrors.DamagedZip(path);
    }
}
