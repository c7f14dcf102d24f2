using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using NetArchTest.Rules;

namespace Workers.Architecture.Tests;

public class Dependency_arrows
{
    private static readonly string[] Libraries = ["Errors", "Contracts", "Risk", "OpenQuake", "Storage", "Messaging"];
    private static readonly string[] Development = ["Kit", "Faults", "Tool"];
    private static readonly string[] Workers = ["Importer", "Calculator", "Exporter"];

    /// <summary>Who may know whom.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Errors"] = [],
        ["Contracts"] = [],
        ["Risk"] = ["Errors"],
        ["OpenQuake"] = ["Errors", "Risk"],
        ["Storage"] = ["Errors", "Risk"],
        ["Messaging"] = ["Errors", "Contracts", "Storage"],
        ["Hosting"] = ["Errors", "Contracts", "Storage", "Messaging"],
        ["Importer"] = [.. Libraries, "Hosting"],
        ["Calculator"] = [.. Libraries, "Hosting"],
        ["Exporter"] = [.. Libraries, "Hosting"],
        ["Coordinator"] = ["Errors", "Contracts", "Storage", "Messaging", "Hosting"],
        ["Operations"] = Libraries,
        ["Dashboard"] = ["Errors", "Contracts", "Hosting", "Operations"],
        ["Cli"] = ["Errors", "Contracts", "Operations"],
    };

    [Fact]
    public void Projects_reference_only_what_the_design_lets_them_know()
    {
        var wrong = SourceTree.Projects.Where(IsSource).SelectMany(project =>
            References(project).Where(r => !Allowed[Name(project)].Contains(r)).Select(r => $"{Name(project)} → {r}"));

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_source_project_has_its_place_in_the_design() =>
        Assert.Empty(SourceTree.Projects.Where(IsSource).Select(Name).Except(Allowed.Keys));

    [Theory]
    [InlineData("Errors"), InlineData("Contracts"), InlineData("Risk"), InlineData("OpenQuake"), InlineData("Storage")]
    public void MassTransit_stays_out_of(string project)
    {
        Assert.DoesNotContain(
            "\"MassTransit", SourceTree.Read($"src/{project}/packages.lock.json"), StringComparison.Ordinal);
        Assert.Empty(UsersOf(project, "MassTransit"));
    }

    [Theory]
    [InlineData("Importer"), InlineData("Calculator"), InlineData("Exporter"), InlineData("Hosting")]
    public void Nothing_of_MassTransit_is_named_in(string project) => Assert.Empty(UsersOf(project, "MassTransit"));

    [Fact]
    public void What_only_developers_need_is_referenced_by_no_source_project() =>
        Assert.DoesNotContain(SourceTree.Projects.Where(IsSource).SelectMany(References), Development.Contains);

    [Fact]
    public void Operations_know_no_bus_no_web_and_no_terminal() => Assert.Empty(
        UsersOf("Operations", "MassTransit", "System.Net.Http", "Microsoft.AspNetCore", "System.Console", "Spectre"));

    [Fact]
    public void The_command_line_knows_operations_and_nothing_below_them() => Assert.Empty(
        UsersOf("Cli", "Workers.Storage", "Workers.Messaging", "Workers.Risk", "Workers.OpenQuake")
            .Concat(UsersOf("Cli", "Npgsql", "RabbitMQ", "MassTransit", "Microsoft.EntityFrameworkCore")));

    [Fact]
    public void The_science_does_no_input_or_output_and_has_no_clock() =>
        Assert.Empty(
            UsersOf(
                "Risk", "System.IO", "System.Net", "System.TimeProvider", "System.DateTime",
                "System.Diagnostics.Stopwatch", "System.Console"));

    [Fact]
    public void Readers_of_files_know_no_database_and_no_network() =>
        Assert.Empty(
            UsersOf("OpenQuake", "Npgsql", "Microsoft.EntityFrameworkCore", "System.Net", "System.TimeProvider"));

    [Fact]
    public void Contracts_stand_on_nothing()
    {
        using var locked = JsonDocument.Parse(SourceTree.Read("src/Contracts/packages.lock.json"));
        var packages = locked.RootElement.GetProperty("dependencies").EnumerateObject()
            .SelectMany(framework => framework.Value.EnumerateObject())
            .Select(package => package.Name);

        // compiles, is not shipped
        Assert.DoesNotContain(packages, name => name != "Microsoft.CodeAnalysis.BannedApiAnalyzers");
    }

    /// <summary>Compiled types that depend on a namespace or type, however it is written in the source.</summary>
    private static IEnumerable<string> UsersOf(string project, params string[] names) =>
        Types.InAssembly(AssemblyOf(project)).That().HaveDependencyOnAny(names).GetTypes().Select(t => t.FullName!);

    private static Assembly AssemblyOf(string project) =>
        Assembly.Load(project == "Cli" ? "workers" : $"Workers.{project}");

    private static bool IsSource(string project) => project.Contains("/src/", StringComparison.Ordinal);

    private static string Name(string project) => Path.GetFileNameWithoutExtension(project);

    private static IEnumerable<string> References(string project) =>
        from element in XDocument.Load(project).Descendants("ProjectReference")
        from path in ((string)element.Attribute("Include")!).Split(';')
        select Name(path);
}
