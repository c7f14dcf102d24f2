using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Scripts;
using Workers.Support;

namespace Workers.Storage.Tests.Databases;

/// <summary>
/// What the migrations make of an empty database is approved: <c>Approved/*.txt</c>, written anew with
/// <c>WORKERS_APPROVE=1</c>.
/// </summary>
public sealed class Schemas_of_databases
{
    private static readonly string Approved =
        Path.Combine(SharedCases.Root, "tests", "Storage.Tests", "Databases", "Approved");

    [SkippableTheory]
    [InlineData(Database.Icebox)]
    [InlineData(Database.Engine)]
    [InlineData(Database.Jobs)]
    public async Task The_migrations_make_the_approved_schema(string database)
    {
        var connectionString = await TestServers.CreateDatabaseAsync();
        await DatabaseMigrator.MigrateAsync(database, connectionString);
        await using var source = Database.Open(database, connectionString);
        await using var connection = await source.OpenConnectionAsync();

        var made = await CatalogueText.ReadAsync(connection);

        AssertApproved($"{database}.txt", made);
        await DropAsync(connectionString);
    }

    [Theory]
    [InlineData(Database.Icebox)]
    [InlineData(Database.Engine)]
    [InlineData(Database.Jobs)]
    public async Task The_migrations_have_all_that_the_model_says(string database)
    {
        await using var source = Database.Open(database, "Host=nowhere");
        await using var db = DatabaseMigrator.ContextOf(database, source);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void SQL_files_of_migrations_are_never_edited()
    {
        var hashes = SqlFiles.Names.Select(
            name =>
            {
                var hash = SHA256.HashData(Encoding.UTF8.GetBytes(SqlFiles.Read(name)));
                return $"{Convert.ToHexStringLower(hash)} {name}\n";
            });

        AssertApproved("sql-files.txt", string.Concat(hashes));
    }

    private static void AssertApproved(string file, string text)
    {
        var path = Path.Combine(Approved, file);
        if (Environment.GetEnvironmentVariable("WORKERS_APPROVE") == "1")
            File.WriteAllText(path, text);
        Assert.Equal(File.ReadAllText(path), text);
    }

    private static async Task DropAsync(string connectionString)
    {
        await using var server = new NpgsqlConnection(TestServers.Postgres);
        await server.OpenAsync();
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await server.ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)", default);
    }
}
