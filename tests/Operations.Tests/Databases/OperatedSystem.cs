using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workers.Contracts;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Databases.Jobs;
using Workers.Support;

namespace Workers.Operations.Tests.Databases;

/// <summary>An icebox and a jobs database that the operations act on; nobody works on the jobs.</summary>
public sealed class OperatedSystem : IAsyncLifetime
{
    private string _icebox = "";
    private string _jobs = "";

    public SystemClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        // Skips in the test, not here, where there is no server.
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WORKERS_TEST_POSTGRES"))) return;
        _icebox = await TestServers.CreateDatabaseAsync();
        _jobs = await TestServers.CreateDatabaseAsync();
        await DatabaseMigrator.MigrateAsync(Database.Icebox, _icebox);
        await DatabaseMigrator.MigrateAsync(Database.Jobs, _jobs);
        Client = new SystemClient(new Connections("", _icebox, "", _jobs));
    }

    public async Task DisposeAsync()
    {
        if (Client is null) return;
        await Client.DisposeAsync();
        foreach (var database in new[] { _icebox, _jobs })
        {
            await using var server = new NpgsqlConnection(TestServers.Postgres);
            await server.OpenAsync();
            var name = new NpgsqlConnectionStringBuilder(database).Database;
            await using var drop = new NpgsqlCommand($"DROP DATABASE {name} WITH (FORCE)", server);
            await drop.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Skips the test where there is no server.</summary>
    public SystemClient Open()
    {
        _ = TestServers.Postgres;
        return Client;
    }

    /// <summary>Rows of jobs, as the Coordinator would write them.</summary>
    public async Task AddAsync(params RiskJobRow[] jobs)
    {
        await using var source = Database.Open(Database.Jobs, _jobs);
        await using var db = new JobsDb(Database.Options<JobsDb>(Database.Jobs, source));
        db.AddRange(jobs.AsEnumerable());
        await db.SaveChangesAsync();
    }

    /// <summary>Bodies of the messages that wait to be sent.</summary>
    public async Task<List<string>> SentAsync()
    {
        await using var source = Database.Open(Database.Jobs, _jobs);
        await using var db = new JobsDb(Database.Options<JobsDb>(Database.Jobs, source));
        return await db.Outbox.Select(message => message.Body).ToListAsync();
    }

    /// <summary>How many rows a table of the icebox has.</summary>
    public async Task<int> CountAsync<T>() where T : class
    {
        await using var source = Database.Open(Database.Icebox, _icebox);
        await using var db = new IceboxDb(Database.Options<IceboxDb>(Database.Icebox, source));
        return await db.Set<T>().CountAsync();
    }

    /// <summary>A completed job that began a number of minutes ago.</summary>
    public static RiskJobRow Job(string id, int minutesAgo, string state = JobState.Completed) => new()
    {
        CorrelationId = Guid.Parse(id),
        CurrentState = state,
        RiskModelId = new string('0', 64),
        StartedAt = new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero).AddMinutes(-minutesAgo),
    };
}
