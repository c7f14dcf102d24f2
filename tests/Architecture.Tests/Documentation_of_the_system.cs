using System.Text.RegularExpressions;
using Workers.Support;

namespace Workers.Architecture.Tests;

/// <summary>Pages name files that exist, link to what is there, and are found from the index.</summary>
public partial class Documentation_of_the_system
{
    /// <summary>Folders that the repository has; a name that begins with one of them is a path.</summary>
    private static readonly string[] Rooms = ["src/", "dev/", "tests/", "bench/", "docs/", "eng/", "compose/"];

    public static TheoryData<string> Pages() => [.. SourceTree.Pages];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Files_that_a_page_names_exist(string page)
    {
        var paths = Quoted().Matches(SourceTree.Read(page)).Select(m => m.Groups[1].Value)
            .Where(path => Rooms.Any(room => path.StartsWith(room, StringComparison.Ordinal)))
            .Where(path => !path.Contains('<', StringComparison.Ordinal));

        Assert.DoesNotContain(paths, path => !Exists(path));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_of_a_page_lead_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(page) ?? "";
        var links = Link().Matches(SourceTree.Read(page)).Select(m => m.Groups[1].Value.Split('#')[0])
            .Where(link => link.Length > 0 && !link.Contains("://", StringComparison.Ordinal));

        Assert.DoesNotContain(links, link => !Exists(Path.Combine(folder, link)));
    }

    [Fact]
    public void Every_page_is_found_from_the_index()
    {
        var index = SourceTree.Read("docs/README.md") + SourceTree.Read("docs/decisions/README.md");
        var pages = SourceTree.Pages.Where(page => page.StartsWith("docs/", StringComparison.Ordinal))
            .Select(page => Path.GetFileName(page))
            .Where(name => name != "README.md");

        Assert.DoesNotContain(pages, name => !index.Contains(name, StringComparison.Ordinal));
    }

    private static bool Exists(string path) =>
        Path.Exists(Path.Combine(SharedCases.Root, path.Split('*')[0].TrimEnd('/')));

    [GeneratedRegex("`([a-zA-Z0-9_./*<>-]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
