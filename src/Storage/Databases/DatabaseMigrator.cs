using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Databases.Jobs;

namespace Workers.Storage.Databases;

/// <summary>Makes databases what this version needs them to be.</summary>
public static class DatabaseMigrator
{
    private const long Lock = 0x576F726B657273;
    private const string Maintenance = "postgres";

    /// <summary>
    /// Creates the database if it is missing and applies the migrations that it lacks (PostGIS comes with those of the
    /// icebox). Any number of processes may do so at once.
    /// </summary>
    /// <param name="database">One of the constants of <see cref="Database"/>.</param>
    /// <param name="connectionString">Of a user who may create what is missing.</param>
    public static async Task MigrateAsync(string database, string connectionString, CancellationToken cancel = default)
    {
        await CreateIfMissingAsync(new NpgsqlConnectionStringBuilder(connectionString), cancel);
        await using var source = Database.Open(database, connectionString);
        await using var connection = await source.OpenConnectionAsync(cancel);
        // One process migrates, the others wait; the lock goes with the connection, so nobody can die holding it.
        await connection.ExecuteAsync($"SELECT pg_advisory_lock({Lock})", cancel);

        await using var db = ContextOf(database, source);
        await db.Database.MigrateAsync(cancel);
    }

    internal static DbContext ContextOf(string database, NpgsqlDataSource source) => database switch
    {
        Database.Icebox => new IceboxDb(Database.Options<IceboxDb>(database, source)),
        Database.Engine => new EngineDb(Database.Options<EngineDb>(database, source)),
        Database.Jobs => new JobsDb(Database.Options<JobsDb>(database, source)),
        _ => throw new ArgumentException($"there is no database '{database}'", nameof(database)),
    };

    private static async Task CreateIfMissingAsync(NpgsqlConnectionStringBuilder target, CancellationToken cancel)
    {
        var name = target.Database ?? throw new ArgumentException("the connection string names no database");
        if (await CanConnectAsync(target.ConnectionString, cancel))
            return;

        var server = new NpgsqlConnectionStringBuilder(target.ConnectionString)
        {
            Database = Maintenance,
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(cancel);
        try
        {
            await connection.ExecuteAsync($"CREATE DATABASE \"{name.Replace("\"", "\"\"")}\"", cancel);
        }
        catch (PostgresException e) when (
            e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was faster.
        }
    }

    private static async Task<bool> CanConnectAsync(string connectionString, CancellationToken cancel)
    {
        try
        {
            // Not pooled: a pool for this one look would stay open for nothing.
            var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(cancel);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
    }
}
