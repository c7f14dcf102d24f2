using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Workers.Risk.EventBased;

namespace Workers.Storage.Blocks;

/// <summary>
/// A block of events as bytes: numbers of rows, measures and realizations; the length of each realization's sums,
/// -1 without; then all arrays one after the other as they lie in memory, little-endian.
/// </summary>
internal static class PackedBlock
{
    public static byte[] Pack(EventBlock block)
    {
        var rows = block.Rows;
        var sums = block.Sums;
        var header = sizeof(int) * (3 + sums.Length);
        var bytesPerRow = sizeof(long) + sizeof(int) + sizeof(float) * rows.Values.Length;
        // In long: a block may pass 2 GB, and an error is better than a short array.
        var bytesOfSums = sizeof(double) * sums.Sum(s => (long)(s?.Length ?? 0));
        var packed = new byte[header + (long)rows.Count * bytesPerRow + bytesOfSums];
        var writer = new Writer(packed);
        writer.Put<int>([rows.Count, rows.Values.Length, sums.Length, .. sums.Select(s => s?.Length ?? -1)]);
        writer.Put<long>(rows.EventIds);
        writer.Put<int>(rows.AggregateIds);
        foreach (var values in rows.Values)
            writer.Put<float>(values);
        foreach (var sum in sums)
            writer.Put<double>(sum);
        return packed;
    }

    /// <exception cref="InvalidDataException">The bytes are not a block.</exception>
    public static EventBlock Unpack(ReadOnlySpan<byte> packed)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("blocks are little-endian, and so must be the machine");
        var reader = new Reader(packed);
        var rows = reader.Int();
        var measures = reader.Int();
        var realizations = reader.Int();
        var lengths = reader.Take<int>(realizations);
        var table = new EventRows(reader.Take<long>(rows), reader.Take<int>(rows), [.. new float[measures][]]);
        for (var m = 0; m < measures; m++)
            table.Values[m] = reader.Take<float>(rows);
        var sums = new double[]?[realizations];
        for (var r = 0; r < realizations; r++)
            sums[r] = lengths[r] < 0 ? null : reader.Take<double>(lengths[r]);
        return reader.AtEnd ? new(table, sums) : throw new InvalidDataException("a block is longer than it says");
    }

    private ref struct Writer(Span<byte> bytes)
    {
        private Span<byte> _rest = bytes;

        public void Put<T>(scoped ReadOnlySpan<T> values) where T : unmanaged
        {
            var part = MemoryMarshal.AsBytes(values);
            part.CopyTo(_rest);
            _rest = _rest[part.Length..];
        }
    }

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        public readonly bool AtEnd => _rest.IsEmpty;

        public int Int()
        {
            var value = BinaryPrimitives.ReadInt32LittleEndian(_rest);
            _rest = _rest[sizeof(int)..];
            return value;
        }

        public T[] Take<T>(int count) where T : unmanaged
        {
            var values = new T[count];
            var part = MemoryMarshal.AsBytes(values.AsSpan());
            if (part.Length > _rest.Length)
                throw new InvalidDataException("a block is shorter than it says");
            _rest[..part.Length].CopyTo(part);
            _rest = _rest[part.Length..];
            return values;
        }
    }
}
