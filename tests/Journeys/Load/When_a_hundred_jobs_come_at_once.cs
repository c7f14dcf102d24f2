using Npgsql;
using Workers.Contracts;
using Workers.Journeys.Running;
using Workers.Storage.Databases;
using Xunit.Abstractions;

namespace Workers.Journeys.Load;

[Collection(OneSystem.Name)]
public sealed class When_a_hundred_jobs_come_at_once(RunningSystem system, ITestOutputHelper output)
{
    private const int AtOnce = 100;

    /// <summary>
    /// What docs/decisions/back-pressure.md says of each kind of process: of the two calculators together.
    /// </summary>
    private static readonly Dictionary<string, int> Allowed = new()
    {
        ["Workers.Coordinator"] = Database.MaxConnections,
        ["Workers.Importer"] = Database.MaxConnections + Database.MaxTransferConnections,
        ["Workers.Calculator"] = 2 * Database.MaxConnections,
        ["Workers.Exporter"] = Database.MaxConnections + Database.MaxTransferConnections,
    };

    [SkippableFact]
    public async Task All_complete_and_no_process_has_more_connections_than_it_is_allowed()
    {
        await system.UpAsync();
        var request = await system.Client.RequestForAsync(TestCases.Scenario);
        var jobs = Enumerable
            .Range(0, AtOnce)
            .Select(i => request with
            {
                JobId = Guid.NewGuid(),
                Area = i % 2 == 0 ? TestCases.AreaNoOtherJobHas() : null,
            })
            .ToList();
        using var done = new CancellationTokenSource();
        var watching = WatchAsync(done.Token);

        await Task.WhenAll(jobs.Select(job => system.Client.Jobs.SubmitAsync(job, CancellationToken.None)));
        foreach (var job in jobs)
            Assert.Equal(JobState.Completed, (await system.Client.RestAsync(job.JobId)).State);
        await done.CancelAsync();
        var most = await watching;
        output.WriteLine(string.Join(", ", most.Select(seen => $"{seen.Key} {seen.Value}")));

        Assert.Equal(Allowed.Keys.Order(), most.Keys.Order());
        Assert.All(
            most,
            seen => Assert.True(
                seen.Value <= Allowed[seen.Key],
                $"{seen.Key} had {seen.Value} connections where {Allowed[seen.Key]} are allowed"));
        Assert.Equal(0, await system.DeadLettersAsync());
    }

    /// <summary>The most connections to the three databases that each kind of process was seen with.</summary>
    private async Task<Dictionary<string, long>> WatchAsync(CancellationToken done)
    {
        var most = new Dictionary<string, long>();
        await using var connection = new NpgsqlConnection(system.Connections.Jobs);
        await connection.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(
            "SELECT application_name, count(*) FROM pg_stat_activity "
            + "WHERE datname = ANY($1) AND application_name LIKE 'Workers.%' GROUP BY 1",
            connection)
        {
            Parameters = { new() { Value = new[]
            {
                system.Connections.Icebox,
                system.Connections.Engine,
                system.Connections.Jobs,
            }
                .Select(c => new NpgsqlConnectionStringBuilder(c).Database!).ToArray() } },
        };
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!done.IsCancellationRequested && await often.WaitForNextTickAsync(CancellationToken.None))
        {
            await using var rows = await command.ExecuteReaderAsync(CancellationToken.None);
            while (await rows.ReadAsync(CancellationToken.None))
                most[rows.GetString(0)] = Math.Max(most.GetValueOrDefault(rows.GetString(0)), rows.GetInt64(1));
        }
        return most;
    }
}
