using Workers.Support;
using YamlDotNet.RepresentationModel;

namespace Workers.Kit.Tests.Compose;

/// <summary>compose.yaml as a tree, with merge keys (<c>&lt;&lt;</c>) and aliases resolved.</summary>
internal sealed class ComposeFile
{
    public static string Folder { get; } = Path.Combine(SharedCases.Root, "compose");

    public static string Text { get; } = File.ReadAllText(Path.Combine(Folder, "compose.yaml"));

    public IReadOnlyDictionary<string, object?> Root { get; } = Read();

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>> Services =>
        Map(Root["services"]).ToDictionary(s => s.Key, s => Map(s.Value));

    public IReadOnlyDictionary<string, object?> Secrets => Map(Root["secrets"]);

    public static IReadOnlyDictionary<string, object?> Map(object? node) => Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(node);

    public static IReadOnlyList<string> List(object? node) => [.. Assert.IsAssignableFrom<IEnumerable<object?>>(node).Select(item => $"{item}")];

    private static IReadOnlyDictionary<string, object?> Read()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Text));
        return Map(Plain(stream.Documents.Single().RootNode));
    }

    private static object? Plain(YamlNode node) => node switch
    {
        YamlScalarNode scalar => scalar.Value,
        YamlSequenceNode sequence => sequence.Select(Plain).ToList(),
        YamlMappingNode mapping => Merge(mapping),
        _ => throw new InvalidOperationException($"{node.NodeType}"),
    };

    private static Dictionary<string, object?> Merge(YamlMappingNode mapping)
    {
        var own = mapping.Children.ToDictionary(c => ((YamlScalarNode)c.Key).Value!, c => Plain(c.Value));
        if (!own.Remove("<<", out var merged)) return own;
        foreach (var (key, value) in Map(merged)) own.TryAdd(key, value);
        return own;
    }
}
