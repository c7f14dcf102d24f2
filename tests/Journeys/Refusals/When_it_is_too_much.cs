using Npgsql;
using Workers.Contracts;
using Workers.Faults.Load;
using Workers.Journeys.Faults;
using Workers.Journeys.Running;
using Workers.Storage.Databases;
using Workers.Support;

namespace Workers.Journeys.Refusals;

[Collection(OneSystem.Name)]
public sealed class When_it_is_too_much(RunningSystem system)
{
    [SkippableFact]
    public async Task Of_hazard_values_the_job_fails_with_both_figures_before_anything_is_copied()
    {
        await system.UpAsync();
        var request =
            await system.Client.RequestForAsync(TestCases.Scenario) with { Area = TestCases.AreaNoOtherJobHas() };
        await system.RestartAsync("importer", ("WORKERS_MOST_VALUES", "3"));
        await system.Client.Jobs.SubmitAsync(request, CancellationToken.None);

        var ended = await system.Client.RestAsync(request.JobId);
        await system.RestartAsync("importer");

        Assert.Equal((JobState.Failed, "W5007"), (ended.State, ended.Error!.Code));
        Assert.Matches(@"^The job has [\d,]+ hazard values where 3 are allowed\.$", ended.Error.What);
        Assert.Contains("WORKERS_MOST_VALUES", ended.Error.Expected, StringComparison.Ordinal);
        Assert.Equal(
            JobState.ImportingHazard,
            (await system.Client.Jobs.RetryAsync(request.JobId, "journeys", Jobs.Patience())).Timeline![^1].To);
        await system.Client.CompleteAsync(request.JobId);
    }

    [SkippableFact]
    public async Task Of_rows_by_event_the_job_fails_with_both_figures_before_anything_is_calculated()
    {
        await system.UpAsync();
        var request = await system.Client.RequestForAsync(TestCases.Scenario);
        await system.KillAsync("calculator-2");
        await system.RestartAsync("calculator-1", ("WORKERS_MOST_EVENT_ROWS", "3"));
        await system.Client.Jobs.SubmitAsync(request, CancellationToken.None);
        var ended = await system.Client.RestAsync(request.JobId);
        await system.RestartAsync("calculator-1");
        await system.StartAsync("calculator-2");

        Assert.Equal((JobState.Failed, "W5007"), (ended.State, ended.Error!.Code));
        Assert.Matches(@"^The job has [\d,]+ rows by event and aggregation where 3 are allowed\.$", ended.Error.What);
        Assert.Contains("WORKERS_MOST_EVENT_ROWS", ended.Error.Expected, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Jobs_at_once_the_next_one_is_refused_and_leaves_nothing()
    {
        await system.UpAsync();
        var first = await system.Client.RequestForAsync(TestCases.Scenario) with
        {
            Area = TestCases.AreaNoOtherJobHas(),
            Owner = "one at a time",
        };
        var second = first with { JobId = Guid.NewGuid() };
        await system.RestartAsync("coordinator", ("WORKERS_MOST_RUNNING_JOBS", "1"));
        await using var refusals = await HeardRefusals.ListenAsync(new Uri(system.Connections.Broker));
        RiskJobRefused refused;
        await using (var held = await HeldTable.HoldAsync(system.Connections.Engine, "engine.hazard_values"))
        {
            await system.Client.Jobs.SubmitAsync(first, CancellationToken.None);
            await held.SomebodyWaitsAsync();
            await system.Client.Jobs.SubmitAsync(second, CancellationToken.None);
            refused = await refusals.FirstAsync();
        }
        await system.Client.CompleteAsync(first.JobId);

        Assert.Equal(
            (second.JobId, "W1010", "1 jobs of owner 'one at a time' are under way where 1 are allowed."),
            (refused.JobId, refused.Error.Code, refused.Error.What));
        Assert.Null(await system.Client.Jobs.FindAsync(second.JobId, CancellationToken.None));
        await system.Client.Jobs.SubmitAsync(second, CancellationToken.None);
        await system.Client.CompleteAsync(second.JobId);
        await system.RestartAsync("coordinator");
    }

    [SkippableFact]
    public async Task For_the_engine_database_now_the_job_waits_with_signs_of_life()
    {
        await system.UpAsync();
        var request = await system.Client.RequestForAsync(
            LargeJob.GroundMotion(events: 19_999, sites: 400),
            LargeJob.Files("event_based_risk", assets: 16, cov: 0))
            with
        { Area = TestCases.AreaNoOtherJobHas() };      // 32 MB
        await using var jobs = new NpgsqlConnection(system.Connections.Jobs);
        await jobs.OpenAsync();
        var most = 30_000_000 + await BytesAsync(system.Connections.Engine);
        await system.RestartAsync("importer", ("WORKERS_MOST_ENGINE_BYTES", $"{most}"));

        await system.Client.Jobs.SubmitAsync(request, CancellationToken.None);
        await Eventually.TrueAsync(async () =>
        {
            await using var sign = new NpgsqlCommand(
                $"SELECT EXISTS (SELECT FROM jobs.risk_job WHERE job_id = '{request.JobId}' "
                + "AND last_sign_of_life IS NOT NULL)",
                jobs);
            return (bool)(await sign.ExecuteScalarAsync())!;
        }, () => "no sign of life");
        Assert.Equal(
            JobState.ImportingHazard,
            (await system.Client.Jobs.GetAsync(request.JobId, CancellationToken.None)).State);
        Assert.Equal(0, await system.DeadLettersAsync());

        await system.RestartAsync("importer");
        await system.Client.CompleteAsync(request.JobId);
    }

    /// <summary>What the database would be without free room in it; less is enough for the test.</summary>
    private static async Task<long> BytesAsync(string database)
    {
        await using var source = Database.Open(Database.Engine, database);
        await using var command = source.CreateCommand(
            "SELECT pg_database_size(current_database()) - pg_total_relation_size('engine.hazard_values') "
            + "+ coalesce((SELECT sum(bytes) FROM engine.import), 0)::bigint");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
