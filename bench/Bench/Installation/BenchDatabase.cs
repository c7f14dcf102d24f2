using Npgsql;
using Workers.Storage.Databases;

namespace Workers.Bench.Installation;

/// <summary>A database of the benchmark's own on the given server, migrated, and dropped at the end.</summary>
internal sealed class BenchDatabase(string connectionString) : IAsyncDisposable
{
    /// <summary>Superuser's connection to the server, as tests get it too.</summary>
    private static string Server => Environment.GetEnvironmentVariable("WORKERS_TEST_POSTGRES")
        ?? throw new InvalidOperationException(
            "WORKERS_TEST_POSTGRES is not set: ./workers bench starts the servers and sets it");

    public string ConnectionString => connectionString;

    public static async Task<BenchDatabase> CreateAsync(string kind)
    {
        var name = $"bench_{kind}_{Guid.NewGuid():N}";
        await ExecuteAsync(Server, $"CREATE DATABASE {name}");
        var created = new BenchDatabase(new NpgsqlConnectionStringBuilder(Server)
        {
            Database = name,
            PersistSecurityInfo = true,
        }.ConnectionString);
        await DatabaseMigrator.MigrateAsync(kind, created.ConnectionString);
        return created;
    }

    public Task ExecuteAsync(string sql) => ExecuteAsync(connectionString, sql);

    public async ValueTask DisposeAsync() =>
        await ExecuteAsync(
            Server,
            $"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection($"{server};Pooling=false;Command Timeout=0");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
