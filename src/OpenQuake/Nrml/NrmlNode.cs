using Workers.OpenQuake.Ini;
using Workers.Errors;

namespace Workers.OpenQuake.Nrml;

/// <summary>An element of an NRML file with its place.</summary>
internal sealed class NrmlNode(string name, string place)
{
    public string Name { get; } = name;
    public string Place { get; } = place;
    public Dictionary<string, string> Attributes { get; } = [];
    public List<NrmlNode> Children { get; } = [];
    public string Text { get; set; } = "";

    public IEnumerable<NrmlNode> All(string name) => Children.Where(c => c.Name == name);

    public NrmlNode? Find(string name) => Children.FirstOrDefault(c => c.Name == name);

    public NrmlNode Get(string name) => Find(name) ?? throw Wrong($"<{Name}> has no <{name}>.", $"<{name}>");

    public string? FindAttribute(string name) => Attributes.GetValueOrDefault(name);

    public string Attribute(string name) =>
        FindAttribute(name) is { Length: > 0 } value ? value : throw Wrong($"<{Name}> has no attribute {name}.", $"{name}=\"…\"");

    public string[] Words => IniValue.Words(Text);

    /// <summary>The text as numbers, each passing <paramref name="valid"/>.</summary>
    public double[] Numbers(ErrorCode code, string expected, Func<double, bool> valid) =>
        [.. Words.Select(w => Number(w, code, expected, valid))];

    public double NumberAttribute(string name, ErrorCode code, string expected, Func<double, bool> valid) =>
        Number(Attribute(name), code, expected, valid);

    private double Number(string text, ErrorCode code, string expected, Func<double, bool> valid) =>
        IniValue.TryNumber(text, out var number) && valid(number) ? number
            : throw new InputException(code, $"'{IniFile.Shorten(text)}' is not valid in <{Name}>.", Place, expected);

    public InputException Wrong(string what, string expected) => new(ErrorCode.XmlMalformed, what, Place, expected);
}
