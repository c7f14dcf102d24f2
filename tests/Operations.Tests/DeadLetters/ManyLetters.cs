using Npgsql;
using Workers.Operations.DeadLetters;
using Workers.Storage.Databases;
using Workers.Support;

namespace Workers.Operations.Tests.DeadLetters;

/// <summary>A jobs database with 10,000 dead letters of five groups.</summary>
public sealed class ManyLetters : IAsyncLifetime
{
    public const int Count = 10_000;
    private string _jobs = "";

    public SystemClient System { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WORKERS_TEST_POSTGRES"))) return;
        _jobs = await TestServers.CreateDatabaseAsync();
        await DatabaseMigrator.MigrateAsync(Database.Jobs, _jobs);
        await AddAsync(Count, "");
        System = new SystemClient(new Connections("amqp://nowhere", _jobs, _jobs, _jobs));
    }

    /// <summary>Adds letters of jobs, three a second; each tenth is archived.</summary>
    public Task<int> AddAsync(int count, string mark, int secondsAgo = 0) => ExecuteAsync(
        $$"""
        WITH job AS (
            INSERT INTO jobs.risk_job (job_id, current_state, attempt, request, request_hash, owner,
                hazard_calculation_id, risk_model_id, progress_done, progress_total, warnings,
                started_at, state_since, updated_at)
            SELECT gen_random_uuid(), 'NeedsAttention', 1, '{}', '', (ARRAY['ana', 'ben', NULL])[n % 3 + 1],
                gen_random_uuid(), '', 0, 0, '{}', now(), now(), now()
            FROM generate_series(1, {{count}}) AS n
            RETURNING job_id, owner)
        INSERT INTO jobs.letter (id, taken_at, queue, source_queue, message_id, message_type, job_id, attempt,
            holds_job, code, exception_type, reason, stack, place, fingerprint, headers, properties, body, body_bytes,
            state, state_since, replays, delivery_key)
        SELECT gen_random_uuid(), now() - (n / 3 + {{secondsAgo}}) * interval '1 s', q || '_error', q,
            gen_random_uuid(), 'RunRiskCalc', job_id, 1, true, 'FAULT', 'System.IO.IOException',
            'the disk {{mark}} is full: ' || n % 5,
            repeat('   at Workers.Somewhere.Else()' || chr(10), 40), 'Workers.Place' || n % 5,
            md5((n % 5)::text), '{}', '{}', decode(repeat('ab', 1500), 'hex'), 1500,
            CASE WHEN n % 10 = 0 THEN 'archived' ELSE 'open' END, now(), 0, gen_random_uuid()::text
        FROM (SELECT job_id, row_number() OVER () AS n,
                (ARRAY['run-risk-calc', 'import-hazard'])[row_number() OVER () % 2 + 1] AS q FROM job) AS dead
        """);

    public async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_jobs);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task DisposeAsync()
    {
        if (_jobs.Length == 0) return;
        await System.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await TestServers.ExecuteAsync(
            $"DROP DATABASE {new NpgsqlConnectionStringBuilder(_jobs).Database} WITH (FORCE)");
    }

    /// <summary>All letters that match, a page after the other.</summary>
    public async Task<List<Guid>> PageThroughAsync(LetterSelection selection, int size)
    {
        var ids = new List<Guid>();
        string? next = null;
        do
        {
            var page = await System.Letters.ListAsync(selection, size, next, default);
            ids.AddRange(page.Letters.Select(x => x.Id));
            next = page.Next;
        }
        while (next is not null);
        return ids;
    }
}
