using Npgsql;
using Workers.Faults.Installation;
using Workers.Kit.Servers;

namespace Workers.Faults.Kinds;

/// <summary>PostgreSQL goes away, comes back, is full, or refuses what it need not have refused.</summary>
internal static class DatabaseFaults
{
    private const string EndBackends = """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name LIKE 'Workers.%' AND pid <> pg_backend_pid() AND random() < 0.7
        """;

    /// <summary>One write in five fails as if another transaction had been in the way.</summary>
    private const string BeginSerializationErrors = """
        CREATE OR REPLACE FUNCTION messaging.fault() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF random() < 0.2 THEN RAISE EXCEPTION 'injected' USING ERRCODE = '40001'; END IF;
            RETURN NEW;
        END $$;
        CREATE OR REPLACE TRIGGER fault BEFORE INSERT ON messaging.inbox
            FOR EACH ROW EXECUTE FUNCTION messaging.fault()
        """;

    private const string EndSerializationErrors = "DROP TRIGGER IF EXISTS fault ON messaging.inbox";

    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new("kill -9 of PostgreSQL", FaultLane.Servers, 2, KillAsync),
        new("backends are terminated", FaultLane.Servers, 5, TerminateAsync),
        new("no connection is left", FaultLane.Servers, 2, ExhaustAsync),
        new("serialization errors", FaultLane.Servers, 2, FailWritesAsync),
        new("a job's row is locked", FaultLane.Servers, 3, LockJobAsync),
    ];

    private static async Task KillAsync(FaultySystem system, Random random, CancellationToken cancel)
    {
        if (system.Find(PostgresServer.Name) is { } server) await server.KillAsync();
        await Task.Delay(Pauses.Draw(random, 0, 8), cancel);
        await system.StartPostgresAsync(cancel);
    }

    private static async Task TerminateAsync(FaultySystem system, Random random, CancellationToken cancel)
    {
        await using var connection = await FaultySystem.OpenAsync(system.Administration, cancel);
        await using var command = new NpgsqlCommand(EndBackends, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Takes what is left for anybody but an administrator, who has three more.</summary>
    private static async Task ExhaustAsync(FaultySystem system, Random random, CancellationToken cancel)
    {
        var taken = new List<NpgsqlConnection>();
        try
        {
            while (true) taken.Add(await FaultySystem.OpenAsync(system.Administration, cancel));
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            await Task.Delay(Pauses.Draw(random, 1, 5), cancel);
        }
        finally
        {
            foreach (var connection in taken) await connection.DisposeAsync();
        }
    }

    private static async Task FailWritesAsync(FaultySystem system, Random random, CancellationToken cancel)
    {
        string[] databases = [system.Direct.Jobs, system.Direct.Engine, system.Direct.Icebox];
        var database = databases[random.Next(databases.Length)];
        await RunAsync(database, BeginSerializationErrors, cancel);
        try
        {
            await Task.Delay(Pauses.Draw(random, 1, 4), cancel);
        }
        finally
        {
            await RunAsync(database, EndSerializationErrors, CancellationToken.None);
        }
    }

    private static async Task LockJobAsync(FaultySystem system, Random random, CancellationToken cancel)
    {
        await using var connection = await FaultySystem.OpenAsync(system.Direct.Jobs, cancel);
        await using var command = new NpgsqlCommand(
            """
            BEGIN;
            SELECT FROM jobs.risk_job WHERE finished_at IS NULL ORDER BY started_at DESC LIMIT 1 FOR UPDATE SKIP LOCKED
            """, connection);
        await command.ExecuteNonQueryAsync(cancel);
        await Task.Delay(Pauses.Draw(random, 1, 10), cancel);
    }

    private static async Task RunAsync(string database, string sql, CancellationToken cancel)
    {
        await using var connection = await FaultySystem.OpenAsync(database, cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
