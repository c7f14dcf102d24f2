using Spectre.Console;

namespace Workers.Kit;

/// <summary>What people who watch are told, on standard error.</summary>
public static class News
{
    public static IAnsiConsole Console { get; } =
        AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(System.Console.Error) });
}
