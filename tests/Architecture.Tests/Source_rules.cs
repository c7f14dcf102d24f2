using System.Text.RegularExpressions;
using System.Xml.Linq;
using Workers.Support;
using Xunit.Abstractions;

namespace Workers.Architecture.Tests;

public partial class Source_rules(ITestOutputHelper output)
{
    private const string This = "tests/Architecture.Tests/";

    [Fact]
    public void Lines_are_at_most_120_wide() =>
        Assert.Empty(SourceTree.All.SelectMany(file => file.Lines.Index()
            .Where(line => line.Item.Length > 120)
            .Select(line => $"{file.Path}:{line.Index + 1}")));

    [Fact]
    public void Unlike_things_are_not_assigned_together() =>
        Assert.Empty(SourceTree.All.SelectMany(file => file.Lines.Index()
            .Where(line => Tuple().IsMatch(line.Item))
            .Select(line => $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}")));

    [Fact]
    public void Nothing_is_left_for_later() =>
        Assert.Empty(
            SourceTree.Source.Concat(Tests)
                .SelectMany(f => f.Find("TODO", "FIXME", "HACK", "XXX", "NotImplementedException")));

    [Fact]
    public void Folders_are_capabilities() =>
        Assert.DoesNotContain(SourceTree.Source, file => VagueName().IsMatch(file.Path));

    [Fact]
    public void Programs_fit_on_a_screen() =>
        Assert.Empty(
            SourceTree.Source.Where(
                f => Path.GetFileName(f.Path) == "Program.cs" && f.Lines.Length > 80).Select(f => f.Path));

    [Fact]
    public void Files_are_short()
    {
        var lengths = SourceTree.Source.Select(f => f.Lines.Length).Order().ToList();
        output.WriteLine(
            $"{lengths.Count} files, {lengths.Sum()} lines: median {lengths[lengths.Count / 2]}, " +
            $"90 % under {lengths[lengths.Count * 9 / 10]}, longest {lengths[^1]}");
        foreach (var file in SourceTree.Source.Where(f => f.Lines.Length > 250))
            output.WriteLine($"{file.Path}: {file.Lines.Length}");

        Assert.True(lengths[lengths.Count / 2] <= 80, "the median file has more than 80 lines");
        Assert.True(lengths[lengths.Count * 9 / 10] <= 250, "a tenth of the files has more than 250 lines");
        Assert.Empty(SourceTree.Source.Where(f => f.Lines.Length > 500).Select(f => f.Path));
    }

    [Fact]
    public void MassTransit_is_the_last_free_version()
    {
        var versions = XDocument.Parse(SourceTree.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Where(p => ((string)p.Attribute("Include")!).StartsWith("MassTransit", StringComparison.Ordinal))
                .Select(p => (string)p.Attribute("Version")!)
                .ToList();

        Assert.NotEmpty(versions);
        Assert.All(versions, version => Assert.Matches(@"^\[8\.[0-9.]+\]$", version));
    }

    [Fact]
    public void Every_project_is_in_the_solution_and_has_a_lock_file()
    {
        var solution = SourceTree.Read("Workers.sln").Replace('\\', '/');

        Assert.All(SourceTree.Projects, project =>
        {
            Assert.Contains(Path.GetRelativePath(SharedCases.Root, project), solution, StringComparison.Ordinal);
            Assert.True(
                File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")),
                $"{project} has no packages.lock.json");
        });
    }

    private static IEnumerable<SourceFile> Tests =>
        SourceTree.Tests.Where(f => !f.Path.StartsWith(This, StringComparison.Ordinal));

    /// <summary>Fields that are assigned as a tuple; a swap of two elements is not meant.</summary>
    [GeneratedRegex(@"^\s*\(_[\w.]+, [^=]*\) = \(")]
    private static partial Regex Tuple();

    [GeneratedRegex(@"(Helper|Util|Manager|Common|Misc)s?(/|\.cs$)")]
    private static partial Regex VagueName();
}
