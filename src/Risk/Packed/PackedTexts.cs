using System.Text;

namespace Workers.Risk.Packed;

/// <summary>Short texts that are all different, such as ids: as UTF-8, one behind the other.</summary>
public sealed class PackedTexts
{
    /// <summary>Most bytes of a text.</summary>
    public const int MaxBytes = ushort.MaxValue;

    private const int BlockBits = 16;

    private readonly List<byte[]> _blocks = [];
    private readonly PackedColumn<int> _starts = new();
    private readonly PackedColumn<ushort> _lengths = new();
    private int _free;

    /// <summary>Number of texts.</summary>
    public int Count => _starts.Count;

    /// <summary>The text at a position.</summary>
    public string this[int index] => Encoding.UTF8.GetString(Bytes(index));

    /// <summary>Adds a text at the end.</summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="MaxBytes"/>.</exception>
    public void Add(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (length > MaxBytes)
            throw new ArgumentException($"a text of {length} bytes is too long to be packed", nameof(text));
        // No text lies in two blocks.
        if (length > _free)
        {
            _blocks.Add(new byte[1 << BlockBits]);
            _free = 1 << BlockBits;
        }
        var start = (1 << BlockBits) - _free;
        Encoding.UTF8.GetBytes(text, _blocks.Count == 0 ? [] : _blocks[^1].AsSpan(start));
        _free -= length;
        _starts.Add(((_blocks.Count - 1) << BlockBits) | start);
        _lengths.Add((ushort)length);
    }

    /// <summary>The bytes of a text.</summary>
    public ReadOnlySpan<byte> Bytes(int index)
    {
        var start = _starts[index];
        var length = _lengths[index];
        return length == 0 ? [] : _blocks[start >> BlockBits].AsSpan(start & ((1 << BlockBits) - 1), length);
    }
}
