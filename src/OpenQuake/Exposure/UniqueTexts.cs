using Workers.Risk.Packed;

namespace Workers.OpenQuake.Exposure;

/// <summary>Tells whether packed texts are all different; it keeps their positions, and no text.</summary>
internal sealed class UniqueTexts(PackedTexts texts)
{
    private readonly HashSet<int> _positions = new(new ByText(texts));

    /// <summary>An earlier position with the same text; null if there is none.</summary>
    public int? FindSame(int position)
    {
        if (_positions.Add(position))
            return null;
        _positions.TryGetValue(position, out var first);
        return first;
    }

    private sealed class ByText(PackedTexts texts) : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => texts.Bytes(x).SequenceEqual(texts.Bytes(y));

        public int GetHashCode(int position)
        {
            var hash = new HashCode();
            hash.AddBytes(texts.Bytes(position));
            return hash.ToHashCode();
        }
    }
}
