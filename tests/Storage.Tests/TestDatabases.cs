using Npgsql;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Databases.Icebox;
using Workers.Support;

namespace Workers.Storage.Tests;

/// <summary>
/// An icebox and an engine database of the test run's own, migrated once, and made away with at its end.
/// </summary>
public sealed class TestDatabases : IAsyncDisposable
{
    public const string Collection = "databases";

    private readonly Lazy<Task<Pair>> _pair = new(CreateAsync);

    /// <summary>Skips the test where there is no server.</summary>
    public Task<Pair> OpenAsync()
    {
        _ = TestServers.Postgres;
        return _pair.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_pair.IsValueCreated)
            return;
        var pair = await _pair.Value;
        foreach (var source in new[] { pair.Icebox, pair.Engine })
        {
            var name = new NpgsqlConnectionStringBuilder(source.ConnectionString).Database;
            await source.DisposeAsync();
            await using var server = new NpgsqlConnection(TestServers.Postgres);
            await server.OpenAsync();
            await using var drop = new NpgsqlCommand($"DROP DATABASE {name} WITH (FORCE)", server);
            await drop.ExecuteNonQueryAsync();
        }
    }

    private static async Task<Pair> CreateAsync() =>
        new(await CreateAsync(Database.Icebox), await CreateAsync(Database.Engine));

    private static async Task<NpgsqlDataSource> CreateAsync(string database)
    {
        var connectionString = await TestServers.CreateDatabaseAsync();
        await DatabaseMigrator.MigrateAsync(database, connectionString);
        return Database.Open(
            database,
            new NpgsqlConnectionStringBuilder(connectionString) { PersistSecurityInfo = true }.ConnectionString);
    }

    public sealed record Pair(NpgsqlDataSource Icebox, NpgsqlDataSource Engine)
    {
        public IceboxDb IceboxDb() => new(Database.Options<IceboxDb>(Database.Icebox, Icebox));

        public EngineDb EngineDb() => new(Database.Options<EngineDb>(Database.Engine, Engine));
    }
}

[CollectionDefinition(TestDatabases.Collection)]
public sealed class DatabasesCollection : ICollectionFixture<TestDatabases>;
