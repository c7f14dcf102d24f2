using System.Buffers;
using Npgsql;

namespace Workers.Storage.Copy;

/// <summary>Carries a binary COPY stream from one database to another without looking into it.</summary>
internal static class CopyPipe
{
    private const int BufferBytes = 512 * 1024;

    /// <summary>
    /// Runs <paramref name="copyOut"/> on one side and <paramref name="copyIn"/> on the other; reading goes on while
    /// writing.
    /// </summary>
    /// <param name="onBytes">Called after each buffer with its bytes.</param>
    /// <returns>Bytes on the wire.</returns>
    public static async Task<long> PipeAsync(
        NpgsqlConnection from,
        string copyOut,
        NpgsqlConnection to,
        string copyIn,
        Action<int>? onBytes,
        CancellationToken cancel)
    {
        var reading = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var writing = ArrayPool<byte>.Shared.Rent(BufferBytes);
        long total = 0;
        await using var source = await from.BeginRawBinaryCopyAsync(copyOut, cancel);
        await using var target = await to.BeginRawBinaryCopyAsync(copyIn, cancel);
        try
        {
            var count = await FillAsync(source, reading, cancel);
            while (count > 0)
            {
                (reading, writing) = (writing, reading);
                var write = target.WriteAsync(writing.AsMemory(0, count), cancel);
                var next = await FillAsync(source, reading, cancel);
                await write;
                total += count;
                onBytes?.Invoke(count);
                count = next;
            }
        }
        catch
        {
            await CancelQuietlyAsync(target);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(reading);
            ArrayPool<byte>.Shared.Return(writing);
        }
        return total;
    }

    /// <summary>The server sends a row at a time; a full buffer makes fewer and larger writes.</summary>
    private static async ValueTask<int> FillAsync(Stream source, byte[] buffer, CancellationToken cancel)
    {
        var filled = 0;
        while (filled < BufferBytes)
        {
            var read = await source.ReadAsync(buffer.AsMemory(filled, BufferBytes - filled), cancel);
            if (read == 0)
                break;
            filled += read;
        }
        return filled;
    }

    /// <summary>Without it the end of the stream would be taken for the end of the data.</summary>
    private static async Task CancelQuietlyAsync(NpgsqlRawCopyStream target)
    {
        try
        {
            await target.CancelAsync();
        }
        catch (Exception)
        {
            // the first error is the one to tell; the transaction is rolled back anyway
        }
    }
}
