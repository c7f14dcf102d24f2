using System.Text.RegularExpressions;

namespace Workers.Architecture.Tests;

/// <summary>
/// What a folder of a project needs of another is seen in its <c>using</c> lines: namespaces are folders, and a line
/// that is not needed is an error of the build.
/// </summary>
public partial class Folders_without_circles
{
    [Theory]
    [InlineData("Risk"), InlineData("OpenQuake"), InlineData("Storage"), InlineData("Messaging")]
    [InlineData("Hosting"), InlineData("Operations"), InlineData("Coordinator")]
    public void Can_be_read_one_after_the_other(string project)
    {
        var needs = NeedsOf(project);
        Assert.NotEmpty(needs);
        // What needs nothing that is left is taken away, again and again; a circle is what stays.
        while (needs.RemoveAll(need => !needs.Exists(other => other.Folder == need.Other)) > 0)
        {
        }
        Assert.Empty(needs);
    }

    private static List<Need> NeedsOf(string project) =>
    [
        .. from file in SourceTree.Source
           where file.Path.StartsWith($"src/{project}/", StringComparison.Ordinal)
           from line in file.Lines
           let named = Namespace().Match(line)
           where named.Success && named.Groups["project"].Value == project
           let need = new Need(FolderOf(file.Path), named.Groups["folder"].Value, file.Path)
           where need.Folder != need.Other
           select need,
    ];

    /// <summary>The folder below the project; empty for what lies beside the project itself.</summary>
    private static string FolderOf(string path) => path.Split('/') is [_, _, var folder, _, ..] ? folder : "";

    private sealed record Need(string Folder, string Other, string File);

    [GeneratedRegex(@"^using (static |\w+ = )?Workers\.(?<project>\w+)(\.(?<folder>\w+))?")]
    private static partial Regex Namespace();
}
