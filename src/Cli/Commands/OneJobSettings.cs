using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;

namespace Workers.Cli.Commands;

/// <summary>For commands on one job.</summary>
public class OneJobSettings : SystemSettings
{
    [CommandArgument(0, "<ID>")]
    [Description("Id of the job (workers jobs), its first characters, or latest.")]
    public string Job { get; init; } = "";
}
