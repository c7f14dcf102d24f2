using System.Xml.Linq;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Workers.Cli.CommandLine;

/// <summary>The commands with their arguments and options, as the library that parses them knows them.</summary>
/// <param name="addCommands">Adds the commands.</param>
public sealed class CommandModel(Action<IConfigurator> addCommands)
{
    /// <summary>All commands that do something, in the order of the help page.</summary>
    public IReadOnlyList<CommandDescription> Read()
    {
        var text = new StringWriter();
        var app = new CommandApp();
        app.Configure(workers =>
        {
            workers.SetApplicationName("workers");
            workers.ConfigureConsole(AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(text) }));
            workers.PropagateExceptions();
            addCommands(workers);
        });
        app.Run(["cli", "xmldoc"]);
        var model = XDocument.Parse(text.ToString()).Root!;
        return [.. model.Elements("Command").SelectMany(command => Read(command, ""))];
    }

    private static IEnumerable<CommandDescription> Read(XElement command, string branch)
    {
        var name = $"{branch}{command.Attribute("Name")!.Value}";
        var inner = command.Elements("Command").ToList();
        return inner.Count > 0
            ? inner.SelectMany(child => Read(child, $"{name} "))
            : [new(name, DescriptionOf(command), [.. ParametersOf(command).OrderBy(p => p.IsOption)])];
    }

    private static IEnumerable<ParameterDescription> ParametersOf(XElement command) =>
        command.Elements("Parameters").Elements().Select(parameter =>
        {
            var isOption = parameter.Name == "Option";
            var name = parameter.Attribute(isOption ? "Long" : "Name")!.Value;
            var value = parameter.Attribute("Value")?.Value;
            return new ParameterDescription(
                isOption ? $"--{name}" : $"<{name}>",
                value is null or "NULL" ? null : value,
                isOption,
                parameter.Attribute("Required")?.Value == "true",
                DescriptionOf(parameter));
        });

    private static string DescriptionOf(XElement element) => element.Element("Description")?.Value.Trim() ?? "";
}

/// <summary>A command.</summary>
/// <param name="Name">With the branch that it is in: <c>hazard add</c>.</param>
public sealed record CommandDescription(
    string Name,
    string Description,
    IReadOnlyList<ParameterDescription> Parameters)
{
    public IEnumerable<ParameterDescription> Options => Parameters.Where(parameter => parameter.IsOption);
}

/// <summary>An argument or an option of a command.</summary>
/// <param name="Value">What the value of an option is called; null for a switch.</param>
public sealed record ParameterDescription(
    string Name,
    string? Value,
    bool IsOption,
    bool IsRequired,
    string Description);
