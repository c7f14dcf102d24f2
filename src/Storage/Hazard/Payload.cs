using System.IO.Hashing;
using System.Runtime.InteropServices;
using Workers.Storage.Databases.Tables;

namespace Workers.Storage.Hazard;

/// <summary>Payloads of values: the bytes of the floats as they lie in memory, little-endian.</summary>
internal static class Payload
{
    static Payload()
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("payloads are little-endian, and so must be the machine");
    }

    public static long Checksum(ReadOnlySpan<byte> payload) => unchecked((long)XxHash3.HashToUInt64(payload));

    public static ReadOnlySpan<byte> BytesOf(ReadOnlySpan<float> values) => MemoryMarshal.AsBytes(values);

    public static ReadOnlySpan<byte> BytesOf(ReadOnlySpan<double> values) => MemoryMarshal.AsBytes(values);

    /// <summary>The bytes of values, to copy a payload into.</summary>
    public static Span<byte> Into<T>(Span<T> values) where T : unmanaged => MemoryMarshal.AsBytes(values);

    /// <summary>
    /// Number of chunks that so many events are cut into; a calculation without events has one of none.
    /// </summary>
    public static int Chunks(int events) =>
        Math.Max(1, (events + HazardTables.EventsPerChunk - 1) / HazardTables.EventsPerChunk);

    /// <summary>Events of a chunk.</summary>
    public static Range Chunk(int chunk, int events) =>
        (chunk * HazardTables.EventsPerChunk)..Math.Min(events, (chunk + 1) * HazardTables.EventsPerChunk);
}
