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

    private const int BufferSize = 1 << 16;

    /// <summary>
    /// From a zip. Bytes are counted as they come out, whatever the zip says of itself; nothing is written to disk.
    /// Hidden files and those that macOS adds are left out.
    /// </summary>
    /// <exception cref="InputException">
    /// <see cref="ErrorCode.ZipMalformed"/>, <see cref="ErrorCode.UnsafePath"/>,
    /// <see cref="ErrorCode.UploadTooLarge"/>.
    /// </exception>
    public static RiskJobFiles FromZip(Stream zip, JobFilesLimits? limits = null)
    {
        limits ??= JobFilesLimits.Default;
        using var whole = ReadWhole(zip, limits.MaxZipBytes);
        try
        {
            using var archive = new ZipArchive(whole, ZipArchiveMode.Read);
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
            if (whole.Length > mostBytes)
                throw UploadErrors.ZipTooLarge(mostBytes);
        }
        return whole;
    }

    private static RiskJobFiles FromArchive(ZipArchive archive, JobFilesLimits limits)
    {
        var set = new RiskJobFiles();
        var total = 0L;
        foreach (var entry in archive.Entries)
        {
            // Some Windows programs write backslashes.
            var name = entry.FullName.Replace('\\', '/');
            if (((entry.ExternalAttributes >> 16) & ModeMask) == LinkMode)
                throw UploadErrors.Link(name);
            if ((name.EndsWith('/') && entry.Length == 0) || IsHidden(name))
                continue;
            var path = SafePath.Check(name, limits);
            var content = Decompress(entry, path, limits.MaxTotalBytes - total, limits);
            total += content.Length;
            set.Add(path, () => content, limits);
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

    private static byte[] Decompress(ZipArchiveEntry entry, string path, long bytesLeft, JobFilesLimits limits)
    {
        if (entry.IsEncrypted)
            throw UploadErrors.EncryptedZip(path);
        using var source = entry.Open();
        using var content = new MemoryStream();
        var buffer = new byte[BufferSize];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > bytesLeft)
                throw UploadErrors.FilesTooLarge(limits.MaxTotalBytes, path);
            if (content.Length > RatioCountsFrom && content.Length / limits.MaxRatio > entry.CompressedLength)
                throw UploadErrors.CompressedTooMuch(limits.MaxRatio, path);
        }
        var bytes = content.ToArray();
        return Crc32.HashToUInt32(bytes) == entry.Crc32 ? bytes : throw UploadErrors.DamagedZip(path);
    }
}
