using System.ComponentModel;
using Spectre.Console.Cli;

namespace Workers.Cli.CommandLine;

/// <summary>Options that every command has.</summary>
public class Settings : CommandSettings
{
    [CommandOption("--json")]
    [Description("Print one JSON document on standard output, and nothing else.")]
    public bool Json { get; init; }
}
