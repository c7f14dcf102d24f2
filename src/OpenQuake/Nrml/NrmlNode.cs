using Workers.Errors;
using Workers.OpenQuake.Text;

namespace Workers.OpenQuake.Nrml;

/// <summary>An element of an NRML file with its place.</summary>
internal sealed class NrmlNode(string name, string place, int line)
{
    public string Name { get; } = name;
    public string Place { get; } = place;

    /// <summary>Its line in the file; 0 if it is not known.</summary>
    public int Line { get; } = line;
    public Dictionary<string, string> Attributes { get; } = [];
    public List<NrmlNode> Children { get; } = [];
    public string Text { get; set; } = "";

    public IEnumerable<NrmlNode> All(string name) => Children.Where(c => c.Name == name);

    public NrmlNode? Find(string name) => Children.FirstOrDefault(c => c.Name == name);

    public NrmlNode Get(string name) => Find(name) ?? throw XmlErrors.NoElement(Name, name, Place);

    public string? FindAttribute(string name) => Attributes.GetValueOrDefault(name);

    public string Attribute(string name) =>
        // Empty is missing: no attribute of NRML means anything when empty.
        FindAttribute(name) is { Length: > 0 } value ? value : throw XmlErrors.NoAttribute(Name, name, Place);

    /// <summary>An intensity measure type, as the engine writes it.</summary>
    public string ImtAttribute(string name)
    {
        var text = Attribute(name);
        return ImtName.TryNormalize(text) ?? throw FunctionErrors.InvalidImt(text, Place);
    }

    public string[] Words => TextList.Split(Text);

    /// <summary>The text as numbers, each passing <paramref name="valid"/>.</summary>
    public double[] Numbers(ErrorCode code, string expected, Func<double, bool> valid) =>
        [.. Words.Select(w => Number(w, code, expected, valid))];

    public double NumberAttribute(string name, ErrorCode code, string expected, Func<double, bool> valid) =>
        Number(Attribute(name), code, expected, valid);

    private double Number(string text, ErrorCode code, string expected, Func<double, bool> valid) =>
        NumberText.TryParse(text, out var number) && valid(number)
            ? number
            : throw ValueErrors.Invalid(code, $"<{Name}>", text, Place, expected);
}
