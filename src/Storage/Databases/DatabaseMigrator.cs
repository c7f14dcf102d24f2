using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
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
        // Its table of migrations comes first: to ask for one that is not there is an error in the server's log.
        var history = db.GetService<IHistoryRepository>();
        await connection.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {database}", cancel);
        await connection.ExecuteAsync(history.GetCreateIfNotExistsScript(), cancel);
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
        var server = new NpgsqlConnectionStringBuilder(target.ConnectionString)
        {
            Database = Maintenance,
            // Not pooled: a pool for this one look would stay open for nothing.
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(cancel);
        if (await ExistsAsync(connection, name, cancel)) return;
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

    /// <summary>Asked of the server: to connect to one that is not there is an error in its log.</summary>
    private static async Task<bool> ExistsAsync(NpgsqlConnection server, string name, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_database WHERE datname = $1", server)
        {
            Parameters = { new() { Value = name } },
        };
        return await command.ExecuteScalarAsync(cancel) is > 0L;
    }
}
