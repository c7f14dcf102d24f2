using Workers.Cli.CommandLine;
using Workers.Storage.Databases;

namespace Workers.Cli.Local;

/// <summary>Where the broker and the three databases are, as every process of the system is told in its environment.</summary>
public sealed record Connections(string Broker, string Icebox, string Engine, string Jobs)
{
    /// <summary>Servers that the user names; what he does not name is null.</summary>
    public sealed record Given(string? Broker, string? Icebox, string? Engine, string? Jobs)
    {
        public bool All => Broker is not null && AllDatabases;

        public bool AllDatabases => Icebox is not null && Engine is not null && Jobs is not null;

        public static Given From(SystemSettings s) => new(
            s.Broker ?? Get("WORKERS_BROKER"), s.Icebox ?? Get("WORKERS_ICEBOX"), s.Engine ?? Get("WORKERS_ENGINE"), s.Jobs ?? Get("WORKERS_JOBS"));

        private static string? Get(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
    }

    public static Connections Of(ServerSettings? settings, Given given)
    {
        return new(
            given.Broker ?? Private().Broker, given.Icebox ?? Private().Database(Database.Icebox),
            given.Engine ?? Private().Database(Database.Engine), given.Jobs ?? Private().Database(Database.Jobs));

        ServerSettings Private() => settings ?? throw new UnavailableException("the system is not running: start it with ./workers up, or name its servers in WORKERS_BROKER, WORKERS_ICEBOX, WORKERS_ENGINE and WORKERS_JOBS");
    }

    /// <summary>Creates the databases that are missing and brings all to this version.</summary>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        await DatabaseMigrator.MigrateAsync(Database.Icebox, Icebox, cancel);
        await DatabaseMigrator.MigrateAsync(Database.Engine, Engine, cancel);
        await DatabaseMigrator.MigrateAsync(Database.Jobs, Jobs, cancel);
    }

    public Dictionary<string, string> ToEnvironment() => new()
    {
        ["WORKERS_BROKER"] = Broker,
        ["WORKERS_ICEBOX"] = Icebox,
        ["WORKERS_ENGINE"] = Engine,
        ["WORKERS_JOBS"] = Jobs,
    };
}
