namespace Workers.Risk.Packed;

/// <summary>
/// Texts of which there are few, such as taxonomies and tags: each is kept once, and known by a number.
/// </summary>
/// <param name="first">The name that has number 0.</param>
public sealed class PackedNames(string first)
{
    private readonly List<string> _names = [first];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal) { [first] = 0 };

    /// <summary>The name of a number.</summary>
    public string this[int number] => _names[number];

    /// <summary>The number of a name, which gets one if it has none.</summary>
    public int NumberOf(string name)
    {
        if (_numbers.TryGetValue(name, out var number))
            return number;
        _numbers[name] = _names.Count;
        _names.Add(name);
        return _names.Count - 1;
    }
}
