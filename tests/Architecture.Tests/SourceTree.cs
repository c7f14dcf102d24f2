using Workers.Support;

namespace Workers.Architecture.Tests;

/// <summary>The checkout's own source files; what tools generate is not looked at.</summary>
public static class SourceTree
{
    private static readonly string[] Generated = ["bin", "obj", "Migrations", "TestResults", "node_modules"];

    public static IReadOnlyList<SourceFile> Source { get; } = Under("src");

    public static IReadOnlyList<SourceFile> Tests { get; } = Under("tests");

    /// <summary>Every C# file of the checkout.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = [.. Source, .. Tests, .. Under("dev"), .. Under("bench")];

    /// <summary>Every page for people, relative to the checkout.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        .. Directory.GetFiles(SharedCases.Root, "*.md").Select(file => Path.GetFileName(file)),
        .. new[] { "docs", "compose", "bench" }
            .SelectMany(folder => Directory.GetFiles(
                Path.Combine(SharedCases.Root, folder), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(SharedCases.Root, file)),
    ];

    public static IReadOnlyList<string> Projects { get; } =
        [
            .. new[] { "src", "dev", "tests" }.SelectMany(
                folder =>
                    Directory.GetFiles(
                        Path.Combine(SharedCases.Root, folder), "*.csproj", SearchOption.AllDirectories)).Order()];

    public static string Read(string path) => File.ReadAllText(Path.Combine(SharedCases.Root, path));

    private static IReadOnlyList<SourceFile> Under(string folder) =>
        [.. Directory.GetFiles(Path.Combine(SharedCases.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(SharedCases.Root, file))
            .Where(file => !file.Split('/').Any(Generated.Contains)).Order(StringComparer.Ordinal)
            .Select(file => new SourceFile(file, File.ReadAllLines(Path.Combine(SharedCases.Root, file))))];
}

/// <param name="Path">Relative to the checkout.</param>
public sealed record SourceFile(string Path, string[] Lines)
{
    /// <summary>Places of lines that have any of these texts: <c>src/X.cs:12</c>.</summary>
    public IEnumerable<string> Find(params string[] texts) =>
        Lines.Index()
            .Where(line => texts.Any(text => line.Item.Contains(text, StringComparison.Ordinal)))
            .Select(line => $"{Path}:{line.Index + 1}: {line.Item.Trim()}");
}
