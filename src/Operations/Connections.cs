using Workers.Storage.Databases;

namespace Workers.Operations;

/// <summary>Where the broker and the three databases are, as every process of the system is told in its environment.</summary>
/// <param name="Broker">RabbitMQ, <c>amqp://user:password@host:port/vhost</c>.</param>
/// <param name="Icebox">Npgsql connection string of the icebox.</param>
/// <param name="Engine">Npgsql connection string of the engine database.</param>
/// <param name="Jobs">Npgsql connection string of the jobs database.</param>
public sealed record Connections(string Broker, string Icebox, string Engine, string Jobs)
{
    /// <summary>Creates the databases that are missing and brings all to this version.</summary>
    /// <returns>Names of the databases.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancel)
    {
        await DatabaseMigrator.MigrateAsync(Database.Icebox, Icebox, cancel);
        await DatabaseMigrator.MigrateAsync(Database.Engine, Engine, cancel);
        await DatabaseMigrator.MigrateAsync(Database.Jobs, Jobs, cancel);
        return [Database.Icebox, Database.Engine, Database.Jobs];
    }

    /// <summary>Environment variables that tell a process of them.</summary>
    public Dictionary<string, string> ToEnvironment() => new()
    {
        ["WORKERS_BROKER"] = Broker,
        ["WORKERS_ICEBOX"] = Icebox,
        ["WORKERS_ENGINE"] = Engine,
        ["WORKERS_JOBS"] = Jobs,
    };
}
