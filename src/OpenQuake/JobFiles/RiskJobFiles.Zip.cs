using System.IO.Compression;
using System.IO.Hashing;
using Workers.Errors;

namespace Workers.OpenQuake.JobFiles;

public sealed partial class RiskJobFiles
{
    private const int LinkMode = 0xA000, ModeMask = 0xF000, RatioCountsFrom = 1 << 20;

    /// <summary>
    /// From a zip. Bytes are counted as they come out, whatever the zip says of itself; nothing is written to disk.
    /// Hidden files and those that macOS adds are left out.
    /// </summary>
    /// <exception cref="InputException">
    /// <see cref="ErrorCode.ZipMalformed"/>, <see cref="ErrorCode.UnsafePath"/>, <see cref="ErrorCode.UploadTooLarge"/>.
    /// </exception>
    public static RiskJobFiles FromZip(Stream zip, JobFilesLimits? limits = null)
    {
        limits ??= JobFilesLimits.Default;
        using var whole = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = zip.Read(buffer)) > 0;)
        {
            whole.Write(buffer, 0, read);
            if (whole.Length > limits.MaxZipBytes)
                throw TooLarge($"The zip holds more than {limits.MaxZipBytes >> 20} MB.", null);
        }
        try
        {
            using var archive = new ZipArchive(whole, ZipArchiveMode.Read);
            return FromArchive(archive, limits);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new InputException(ErrorCode.ZipMalformed, $"The zip cannot be read: {e.Message}", null, "a zip of the job.ini and the files it names");
        }
    }

    private static RiskJobFiles FromArchive(ZipArchive archive, JobFilesLimits limits)
    {
        var set = new RiskJobFiles();
        var total = 0L;
        foreach (var entry in archive.Entries)
        {
            var name = entry.FullName.Replace('\\', '/');
            if (((entry.ExternalAttributes >> 16) & ModeMask) == LinkMode)
                throw new InputException(ErrorCode.UnsafePath, $"'{name}' is a link.", name, "files, not links to files elsewhere");
            if (name.EndsWith('/') && entry.Length == 0 || IsHidden(name))
                continue;
            var path = SafePath.Check(name, limits);
            var content = Decompress(entry, path, limits.MaxTotalBytes - total, limits);
            total += content.Length;
            set.Add(path, () => content, limits);
        }
        return set;
    }

    private static bool IsHidden(string name) =>
        name.Split('/') is var parts && (parts[0] == "__MACOSX" || (parts[^1].StartsWith('.') && parts[^1].Trim('.') != ""));

    private static byte[] Decompress(ZipArchiveEntry entry, string path, long room, JobFilesLimits limits)
    {
        if (entry.IsEncrypted)
            throw new InputException(ErrorCode.ZipMalformed, "The zip is encrypted.", path, "a zip without a password");
        using var source = entry.Open();
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > room)
                throw TooLarge($"The files hold more than {limits.MaxTotalBytes >> 20} MB.", path);
            if (content.Length > RatioCountsFrom && content.Length / limits.MaxRatio > entry.CompressedLength)
                throw TooLarge($"The file is compressed more than {limits.MaxRatio} to 1.", path);
        }
        var bytes = content.ToArray();
        return Crc32.HashToUInt32(bytes) == entry.Crc32
            ? bytes
            : throw new InputException(ErrorCode.ZipMalformed, "The checksum of the file is wrong: the zip is damaged.", path, "an undamaged zip");
    }
}
