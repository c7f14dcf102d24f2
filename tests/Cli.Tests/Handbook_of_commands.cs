using System.Text;
using Workers.Cli.CommandLine;
using Workers.Cli.Commands;
using Workers.Support;

namespace Workers.Cli.Tests;

/// <summary>
/// Commands, options and JSON members in <c>docs/cli.md</c> are the code's; <c>WORKERS_APPROVE=1</c> writes them.
/// </summary>
public sealed class Handbook_of_commands
{
    private const string Begin = "<!-- commands: made by tests/Cli.Tests, WORKERS_APPROVE=1 -->\n";
    private const string End = "<!-- end of commands -->\n";
    private static readonly string Page = Path.Combine(SharedCases.Root, "docs", "cli.md");

    private static readonly IReadOnlyList<CommandDescription> Commands = new CommandModel(workers =>
    {
        workers.AddCommand<StatusCommand>("status");
        workers.AddSystemCommands();
    }).Read();

    [Fact]
    public void It_says_what_the_code_says()
    {
        var page = File.ReadAllText(Page);
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        var made = Make();
        if (Environment.GetEnvironmentVariable("WORKERS_APPROVE") == "1")
        {
            page = page[..begin] + made + page[end..];
            File.WriteAllText(Page, page);
            end = begin + made.Length;
        }
        Assert.Equal(made, page[begin..end]);
    }

    [Fact]
    public void Every_command_has_an_answer_and_every_parameter_says_what_it_is()
    {
        Assert.Equal(Commands.Select(command => command.Name).Order(), JsonAnswers.ByCommand.Keys.Order());
        Assert.DoesNotContain(Commands, command => command.Description.Length == 0);
        Assert.DoesNotContain(
            Commands.SelectMany(command => command.Parameters),
            parameter => parameter.Description.Length == 0);
    }

    private static string Make()
    {
        var page = new StringBuilder();
        foreach (var command in Commands)
        {
            var arguments = command.Parameters.Where(parameter => !parameter.IsOption).Select(p => $" {p.Name}");
            page.Append($"### `workers {command.Name}{string.Concat(arguments)}`\n\n{command.Description}\n\n");
            page.Append("| | |\n|---|---|\n");
            foreach (var parameter in command.Parameters.Where(IsOwn))
                page.Append($"| `{Shown(parameter)}` | {parameter.Description.Replace("|", "\\|")} |\n");
            page.Append($"\n`--json`: {JsonAnswers.Describe(JsonAnswers.ByCommand[command.Name])}\n\n");
        }
        return page.Append(JsonAnswers.Tables()).ToString();
    }

    /// <summary>Those that every command has are told once.</summary>
    private static bool IsOwn(ParameterDescription parameter) =>
        parameter.Name is not ("--json" or "--broker" or "--icebox" or "--engine" or "--jobs");

    private static string Shown(ParameterDescription parameter)
    {
        var shown = parameter.Value is { } value ? $"{parameter.Name} {value}" : parameter.Name;
        return shown.Replace("|", "\\|", StringComparison.Ordinal);
    }
}
