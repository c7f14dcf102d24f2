using System.Buffers;
using System.Buffers.Binary;
using Npgsql;

namespace Workers.Storage.Copy;

/// <summary>Reads a binary COPY stream field by field (PostgreSQL manual, COPY, "Binary Format").</summary>
internal sealed class BinaryCopyReader : IAsyncDisposable
{
    private const int HeaderBytes = 19;
    private readonly Stream _stream;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
    private byte[] _field = [];
    private int _start;
    private int _end;

    private BinaryCopyReader(Stream stream) => _stream = stream;

    public static async Task<BinaryCopyReader> OpenAsync(
        NpgsqlConnection connection,
        string query,
        CancellationToken cancel)
    {
        var stream = await connection.BeginRawBinaryCopyAsync($"COPY ({query}) TO STDOUT (FORMAT BINARY)", cancel);
        var rows = new BinaryCopyReader(stream);
        await rows.NeedAsync(HeaderBytes, cancel);
        rows._start += HeaderBytes;
        return rows;
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancel)
    {
        await NeedAsync(2, cancel);
        return Take(2, BinaryPrimitives.ReadInt16BigEndian) >= 0;
    }

    public async ValueTask<short> Int16Async(CancellationToken cancel)
    {
        await FixedAsync(2, cancel);
        return Take(2, BinaryPrimitives.ReadInt16BigEndian);
    }

    public async ValueTask<int> Int32Async(CancellationToken cancel)
    {
        await FixedAsync(4, cancel);
        return Take(4, BinaryPrimitives.ReadInt32BigEndian);
    }

    public async ValueTask<long> Int64Async(CancellationToken cancel)
    {
        await FixedAsync(8, cancel);
        return Take(8, BinaryPrimitives.ReadInt64BigEndian);
    }

    public async ValueTask<double> DoubleAsync(CancellationToken cancel)
    {
        await FixedAsync(8, cancel);
        return Take(8, BinaryPrimitives.ReadDoubleBigEndian);
    }

    /// <summary>A field of bytes; valid until the next row.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> BytesAsync(CancellationToken cancel)
    {
        await NeedAsync(4, cancel);
        var length = Math.Max(0, Take(4, BinaryPrimitives.ReadInt32BigEndian));
        if (_field.Length < length)
            _field = new byte[length];
        // What is longer than the buffer goes past it, straight to its place.
        var ready = Math.Min(_end - _start, length);
        _buffer.AsSpan(_start, ready).CopyTo(_field);
        _start += ready;
        await _stream.ReadExactlyAsync(_field.AsMemory(ready, length - ready), cancel);
        return _field.AsMemory(0, length);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private async ValueTask FixedAsync(int length, CancellationToken cancel)
    {
        await NeedAsync(4 + length, cancel);
        var actual = Take(4, BinaryPrimitives.ReadInt32BigEndian);
        if (actual != length)
            throw new InvalidDataException($"a field has {actual} bytes where {length} were expected");
    }

    private T Take<T>(int bytes, Func<ReadOnlySpan<byte>, T> read)
    {
        var value = read(_buffer.AsSpan(_start, bytes));
        _start += bytes;
        return value;
    }

    private ValueTask NeedAsync(int bytes, CancellationToken cancel) =>
        _end - _start >= bytes ? default : MoreAsync(bytes, cancel);

    private async ValueTask MoreAsync(int bytes, CancellationToken cancel)
    {
        var left = _end - _start;
        _buffer.AsSpan(_start, left).CopyTo(_buffer);
        _start = 0;
        _end = left;
        while (_end < bytes)
        {
            var read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancel);
            if (read == 0)
                throw new EndOfStreamException("the COPY stream ended in the middle of a row");
            _end += read;
        }
    }
}
