using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Contracts;
using Workers.Coordinator.Maintenance;
using Workers.Coordinator.Tests.Stages;

namespace Workers.Coordinator.Tests;

/// <summary>What nobody needs any more goes, by evidence; and to go round again changes nothing.</summary>
public sealed class Rounds_of_maintenance
{
    [SkippableFact]
    public async Task Jobs_that_ended_long_ago_go_with_their_timelines_and_all_others_stay()
    {
        await using var stage = await StartAsync();
        var (old, young) = (await CompletedAsync(stage), await CompletedAsync(stage));
        var underWay = Requests.New();
        await stage.PublishAsync(underWay);
        await stage.SeeStateAsync(underWay.JobId, JobState.ImportingHazard);
        await ExecuteAsync(
            stage, "UPDATE jobs.risk_job SET finished_at = now() - interval '8 days' WHERE job_id = $1", old);
        await ExecuteAsync(
            stage, "UPDATE jobs.risk_job SET started_at = now() - interval '8 days' WHERE job_id = $1", underWay.JobId);

        await GoRoundAsync(stage);
        await GoRoundAsync(stage);

        Assert.Null(await stage.JobAsync(old));
        Assert.Empty(await stage.TimelineAsync(old));
        Assert.NotNull(await stage.JobAsync(young));
        Assert.NotNull(await stage.JobAsync(underWay.JobId));
    }

    [SkippableFact]
    public async Task What_a_completed_job_left_in_the_engine_database_is_discarded_once_after_a_day()
    {
        await using var stage = await StartAsync();
        var (old, young) = (await CompletedAsync(stage), await CompletedAsync(stage));
        await ExecuteAsync(
            stage, "UPDATE jobs.risk_job SET finished_at = now() - interval '2 days' WHERE job_id = $1", old);

        await GoRoundAsync(stage);
        await GoRoundAsync(stage);

        await stage.SeeAsync<DiscardResults>(x => x.JobId == old && x.Attempt == 1);
        Assert.Single(stage.Seen.OfType<DiscardResults>());
        Assert.DoesNotContain(stage.Seen.OfType<DiscardResults>(), x => x.JobId == young);
        Assert.Equal(JobState.Completed, (await stage.JobAsync(old))!.CurrentState);
    }

    [SkippableFact]
    public async Task Of_messages_that_were_given_up_the_last_thousand_stay()
    {
        await using var stage = await StartAsync();
        await ExecuteAsync(
            stage,
            """
            INSERT INTO messaging.outbox
                (message_id, destination_address, content_type, message_type, body, sent_at, due_at, attempts)
            SELECT gen_random_uuid(), 'exchange:nope', 'x', $1::text, '{}', now(), 'infinity', n
            FROM generate_series(1, 1200) n
            """,
            "urn:message:x");

        await GoRoundAsync(stage);

        await using var database = NpgsqlDataSource.Create(stage.Jobs);
        await using var left = database.CreateCommand("SELECT count(*), min(attempts) FROM messaging.outbox");
        await using var row = await left.ExecuteReaderAsync();
        await row.ReadAsync();
        Assert.Equal((1000L, 201), (row.GetInt64(0), row.GetInt32(1)));
    }

    private static Task<DurableStage> StartAsync() => DurableStage.StartAsync(
        TimeProvider.System, SagaStage.UsualTimeouts, settings: ["--WORKERS_JOB_DAYS=7"]);

    private static Task GoRoundAsync(DurableStage stage) =>
        stage.Services.GetRequiredService<MaintenanceRounds>().GoRoundAsync(CancellationToken.None);

    private static async Task<Guid> CompletedAsync(DurableStage stage)
    {
        var job = Requests.New();
        await stage.PublishAsync(job);
        await stage.SeeAsync<ImportHazardRequested>(x => x.JobId == job.JobId);
        await stage.PublishAsync(new HazardImported { JobId = job.JobId, Attempt = 1, ImportId = Guid.NewGuid() });
        await stage.SeeAsync<RunRiskCalc>(x => x.JobId == job.JobId);
        await stage.PublishAsync(new RiskCalcCompleted { JobId = job.JobId, Attempt = 1 });
        await stage.SeeAsync<ExportResults>(x => x.JobId == job.JobId);
        await stage.PublishAsync(new ResultsExported { JobId = job.JobId, Attempt = 1 });
        await stage.SeeStateAsync(job.JobId, JobState.Completed);
        return job.JobId;
    }

    private static async Task ExecuteAsync(DurableStage stage, string sql, object value)
    {
        await using var database = NpgsqlDataSource.Create(stage.Jobs);
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
