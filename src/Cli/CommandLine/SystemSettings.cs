using System.ComponentModel;
using Spectre.Console.Cli;
using Workers.Operations;

namespace Workers.Cli.CommandLine;

/// <summary>Where the system is. What is not named here is looked up in the environment.</summary>
public class SystemSettings : Settings
{
    [CommandOption("--broker <ADDRESS>")]
    [Description("RabbitMQ, amqp://user:password@host:port/vhost. Else WORKERS_BROKER, else the private one.")]
    public string? Broker { get; init; }

    [CommandOption("--icebox <CONNECTION>")]
    [Description("Npgsql connection string of the icebox database. Else WORKERS_ICEBOX, else the private one.")]
    public string? Icebox { get; init; }

    [CommandOption("--engine <CONNECTION>")]
    [Description("The same for the engine database, WORKERS_ENGINE.")]
    public string? Engine { get; init; }

    [CommandOption("--jobs <CONNECTION>")]
    [Description("The same for the jobs database, WORKERS_JOBS.")]
    public string? Jobs { get; init; }

    public GivenConnections Given => new GivenConnections(Broker, Icebox, Engine, Jobs).OrEnvironment();
}
