using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.Databases.Tables;
using Workers.Support;

namespace Workers.Storage.Tests.Databases;

public sealed class Migrations_of_databases
{
    [SkippableTheory]
    [InlineData(Database.Icebox)]
    [InlineData(Database.Engine)]
    [InlineData(Database.Jobs)]
    public async Task Several_processes_may_create_and_migrate_a_database_at_once(string database)
    {
        var name = $"t_{Guid.NewGuid():N}";
        var connectionString = new NpgsqlConnectionStringBuilder(TestServers.Postgres)
        {
            Database = name,
            Pooling = false,
        }.ConnectionString;

        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => DatabaseMigrator.MigrateAsync(database, connectionString)));

        await using (var source = Database.Open(database, connectionString))
        await using (var db = DatabaseMigrator.ContextOf(database, source))
            Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync());
        await Drop(name);
    }

    [SkippableFact]
    public async Task A_row_in_the_outbox_wakes_listeners_when_it_is_committed()
    {
        var connectionString = await TestServers.CreateDatabaseAsync();
        await DatabaseMigrator.MigrateAsync(Database.Jobs, connectionString);
        await using var source = Database.Open(
            Database.Jobs,
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await using var listener = await source.OpenConnectionAsync();
        var heard = new TaskCompletionSource<string>();
        listener.Notification += (_, e) => heard.TrySetResult(e.Channel);
        await listener.ExecuteAsync($"LISTEN {OutboxRow.Channel}", default);

        await using (var db = new JobsDb(Database.Options<JobsDb>(Database.Jobs, source)))
        {
            db.Outbox.Add(
                new OutboxRow
                {
                    MessageId = Guid.NewGuid(),
                    Body = "{}",
                    SentAt = DateTime.UnixEpoch,
                    DueAt = DateTime.UnixEpoch,
                });
            await db.SaveChangesAsync();
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await listener.WaitAsync(patience.Token);
        Assert.Equal(OutboxRow.Channel, await heard.Task);
        await Drop(new NpgsqlConnectionStringBuilder(connectionString).Database!);
    }

    private static async Task Drop(string name)
    {
        await using var server = new NpgsqlConnection(TestServers.Postgres);
        await server.OpenAsync();
        await server.ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)", default);
    }
}
