using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Cli.Completion;
using Workers.Errors;

namespace Workers.Cli.Commands;

[Description("Print a script that completes commands and options: source <(workers completion bash).")]
public sealed class CompletionCommand(CommandModel model) : SettingsCommand<CompletionCommand.CompletionSettings>
{
    public sealed class CompletionSettings : CommandSettings
    {
        [CommandArgument(0, "<SHELL>")]
        [Description("bash, zsh or fish.")]
        public string Shell { get; init; } = "";
    }

    protected override Task<int> RunAsync(CompletionSettings settings, CancellationToken cancel)
    {
        var words = CompletionWords.Of(model.Read());
        Console.Out.Write(settings.Shell switch
        {
            "bash" => BashCompletion.Script(words),
            "zsh" => ZshCompletion.Script(words),
            "fish" => FishCompletion.Script(words),
            _ => throw RequestErrors.UnknownName("shell", settings.Shell, ["bash", "zsh", "fish"], "completion"),
        });
        return Task.FromResult(ExitCode.Ok);
    }
}
