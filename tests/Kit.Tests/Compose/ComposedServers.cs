using Npgsql;
using Workers.Kit.Instances;
using Workers.Kit.Processes;
using Workers.Kit.Servers;
using Workers.Operations;
using Workers.Storage.Databases;

namespace Workers.Kit.Tests.Compose;

/// <summary>A private broker and cluster with the users, roles and rights that the compose files give them.</summary>
public sealed class ComposedServers : IAsyncLifetime
{
    private const string VirtualHost = "workers";
    private readonly string _folder = Directory.CreateTempSubdirectory("compose-").FullName;
    private ServerSettings _settings = new();

    public ComposedServers() => Instance = Instance.ForTests(new Checkout(_folder));

    public Instance Instance { get; }

    private string Secrets => Path.Combine(_folder, "secrets");

    public async Task InitializeAsync()
    {
        if (!RabbitServer.IsInstalled || PostgresServer.Programs is null) return;
        // The servers' users must be able to enter it.
        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        await RunAsync("secrets", [Secrets]);
        _settings = await PrivateServers.StartAsync(Instance, default);

        await RunAsync("databases/roles.sh", [], ("SECRETS", Secrets), ("PGHOST", "127.0.0.1"), ("PGPORT", $"{_settings.PostgresPort}"), ("PGUSER", "postgres"), ("PGPASSWORD", _settings.PostgresPassword));
        await As("owner").MigrateAsync(default);
        foreach (var _ in Enumerable.Range(0, 2))       // again changes nothing
            await ExternalProgram.RunAsync("psql", ["-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", $"{_settings.PostgresPort}", "-U", "owner", "-d", "jobs", "-f",
                Path.Combine(ComposeFile.Folder, "databases/rights.sql")], default, ("PGPASSWORD", Password("owner")));

        var definitions = Path.Combine(_folder, "definitions.json");
        await File.WriteAllTextAsync(definitions, await RunAsync("broker/definitions", [Secrets]));
        await ExternalProgram.RunAsync(RabbitServer.Control(Instance), ["import_definitions", definitions], default);
    }

    /// <summary>The system as a process or person with this user's secret sees it.</summary>
    public Connections As(string user)
    {
        Skip.If(_settings.PostgresPort == 0, "RabbitMQ or PostgreSQL with PostGIS is not installed");
        return new($"amqp://{user}:{Password(user)}@127.0.0.1:{_settings.BrokerPort}/{VirtualHost}", Of(Database.Icebox), Of(Database.Engine), Of(Database.Jobs));

        string Of(string database) => new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = _settings.PostgresPort,
            Database = database,
            Username = user,
            Password = Password(user),
        }.ConnectionString;
    }

    public async Task DisposeAsync()
    {
        await PrivateServers.StopAsync(Instance);
        Directory.Delete(_folder, recursive: true);
    }

    private string Password(string user) => File.ReadAllText(Path.Combine(Secrets, user));

    private static Task<string> RunAsync(string script, string[] arguments, params (string, string)[] environment) =>
        ExternalProgram.RunAsync(Path.Combine(ComposeFile.Folder, script), arguments, default, environment);
}
