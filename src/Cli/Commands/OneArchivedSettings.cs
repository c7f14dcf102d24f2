using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;

namespace Workers.Cli.Commands;

/// <summary>For commands on one hazard calculation or risk model.</summary>
public class OneArchivedSettings : SystemSettings
{
    [CommandArgument(0, "<ID>")]
    [Description("Its id, the first characters of it, or latest.")]
    public string Id { get; init; } = "";
}
