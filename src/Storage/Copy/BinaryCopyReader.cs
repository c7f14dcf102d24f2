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
    private int _start, _end;

    private BinaryCopyReader(Stream stream) => _stream = stream;

    public static async Task<BinaryCopyReader> OpenAsync(NpgsqlConnection connection, string query, CancellationToken ct)
    {
        var rows = new BinaryCopyReader(await connection.BeginRawBinaryCopyAsync($"COPY ({query}) TO STDOUT (FORMAT BINARY)", ct));
        await rows.NeedAsync(HeaderBytes, ct);
        rows._start += HeaderBytes;
        return rows;
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        await NeedAsync(2, ct);
        return Take(2, BinaryPrimitives.ReadInt16BigEndian) >= 0;
    }

    public async ValueTask<short> Int16Async(CancellationToken ct)
    {
        await FixedAsync(2, ct);
        return Take(2, BinaryPrimitives.ReadInt16BigEndian);
    }

    public async ValueTask<int> Int32Async(CancellationToken ct)
    {
        await FixedAsync(4, ct);
        return Take(4, BinaryPrimitives.ReadInt32BigEndian);
    }

    public async ValueTask<long> Int64Async(CancellationToken ct)
    {
        await FixedAsync(8, ct);
        return Take(8, BinaryPrimitives.ReadInt64BigEndian);
    }

    public async ValueTask<double> DoubleAsync(CancellationToken ct)
    {
        await FixedAsync(8, ct);
        return Take(8, BinaryPrimitives.ReadDoubleBigEndian);
    }

    /// <summary>A field of bytes; valid until the next row.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> BytesAsync(CancellationToken ct)
    {
        await NeedAsync(4, ct);
        var length = Math.Max(0, Take(4, BinaryPrimitives.ReadInt32BigEndian));
        if (_field.Length < length)
            _field = new byte[length];
        var ready = Math.Min(_end - _start, length);
        _buffer.AsSpan(_start, ready).CopyTo(_field);
        _start += ready;
        await _stream.ReadExactlyAsync(_field.AsMemory(ready, length - ready), ct);
        return _field.AsMemory(0, length);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private async ValueTask FixedAsync(int length, CancellationToken ct)
    {
        await NeedAsync(4 + length, ct);
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

    private ValueTask NeedAsync(int bytes, CancellationToken ct) => _end - _start >= bytes ? default : MoreAsync(bytes, ct);

    private async ValueTask MoreAsync(int bytes, CancellationToken ct)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        while (_end < bytes)
        {
            var read = await _stream.ReadAsync(_buffer.AsMemory(_end), ct);
            if (read == 0)
                throw new EndOfStreamException("the COPY stream ended in the middle of a row");
            _end += read;
        }
    }
}
