using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Workers.Errors;

namespace Workers.Storage.RiskModels;

/// <summary>A file that is to be archived.</summary>
/// <param name="Hash">SHA-256 of its content, hex.</param>
internal sealed record HashedFile(string Path, RiskModelFile File, string Hash);

/// <summary>Writes files of a risk model by binary COPY, piece by piece (PostgreSQL manual, COPY).</summary>
internal static class RiskModelFiles
{
    private const int PieceBytes = 1 << 18;
    private const short Columns = 4;

    /// <summary>Signature, no flags, no extension.</summary>
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, .. new byte[2 * sizeof(int)]];

    public static async Task WriteAsync(
        NpgsqlConnection connection,
        string model,
        IEnumerable<HashedFile> files,
        CancellationToken cancel)
    {
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            "COPY icebox.risk_model_file (model_id, path, sha256, content) FROM STDIN (FORMAT BINARY)", cancel);
        try
        {
            await copy.WriteAsync(Header, cancel);
            foreach (var file in files)
            {
                await WriteAsync(copy, Columns, cancel);
                await WriteAsync(copy, model, cancel);
                await WriteAsync(copy, file.Path, cancel);
                await WriteAsync(copy, file.Hash, cancel);
                await WriteAsync(copy, file, cancel);
            }
            await WriteAsync(copy, (short)-1, cancel);
        }
        catch
        {
            // Else the end of the stream would be taken for the end of the data.
            await copy.CancelAsync();
            throw;
        }
    }

    private static async Task WriteAsync(Stream copy, HashedFile file, CancellationToken cancel)
    {
        await WriteAsync(copy, (int)file.File.Length, cancel);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var content = file.File.Open();
        var piece = new byte[PieceBytes];
        var left = file.File.Length;
        for (int read; left > 0 && (read = content.ReadAtLeast(piece, PieceBytes, throwOnEndOfStream: false)) > 0;)
        {
            var taken = (int)Math.Min(read, left);
            hash.AppendData(piece, 0, taken);
            await copy.WriteAsync(piece.AsMemory(0, taken), cancel);
            left -= taken;
        }
        // It was read before, for its id and its checks: what is archived must be that.
        if (left > 0 || Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Hash)
            throw UploadErrors.Unreadable(file.Path, "it was changed while it was read");
    }

    private static async Task WriteAsync(Stream copy, string text, CancellationToken cancel)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        await WriteAsync(copy, bytes.Length, cancel);
        await copy.WriteAsync(bytes, cancel);
    }

    private static ValueTask WriteAsync(Stream copy, int value, CancellationToken cancel)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return copy.WriteAsync(bytes, cancel);
    }

    private static ValueTask WriteAsync(Stream copy, short value, CancellationToken cancel)
    {
        var bytes = new byte[sizeof(short)];
        BinaryPrimitives.WriteInt16BigEndian(bytes, value);
        return copy.WriteAsync(bytes, cancel);
    }
}
