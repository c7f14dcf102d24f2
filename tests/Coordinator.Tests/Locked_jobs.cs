using Npgsql;
using Workers.Contracts;
using Workers.Coordinator.Tests.Stages;
using Workers.Messaging.Topology;
using Workers.Support;

namespace Workers.Coordinator.Tests;

/// <summary>Messages of a job are taken in turn; those of different jobs never wait for each other.</summary>
public sealed class Locked_jobs
{
    [SkippableFact]
    public async Task A_job_that_somebody_has_locked_holds_up_no_other_and_hears_everything_later()
    {
        await using var stage = await DurableStage.StartAsync(TimeProvider.System, SagaStage.UsualTimeouts);
        var (locked, other) = (Requests.New(), Requests.New());
        await stage.PublishAsync(locked);
        await stage.SeeStateAsync(locked.JobId, JobState.ImportingHazard);
        await using var database = NpgsqlDataSource.Create(stage.Jobs);
        await using var connection = await database.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var hold = new NpgsqlCommand(
                "SELECT 1 FROM jobs.risk_job WHERE job_id = $1 FOR UPDATE", connection, transaction)
            {
                Parameters = { new() { Value = locked.JobId } },
            };
            await hold.ExecuteScalarAsync();
            for (var done = 1; done <= 60; done++)
            {
                await stage.PublishAsync(new StepProgressed
                {
                    JobId = locked.JobId,
                    Attempt = 1,
                    Step = Queues.ImportHazard,
                    Done = done,
                    Total = 60,
                });
            }
            await stage.PublishAsync(
                new HazardImported { JobId = locked.JobId, Attempt = 1, ImportId = Guid.NewGuid() });

            await stage.PublishAsync(other);
            await stage.SeeAsync<ImportHazardRequested>(x => x.JobId == other.JobId);
            await stage.PublishAsync(
                new HazardImported { JobId = other.JobId, Attempt = 1, ImportId = Guid.NewGuid() });
            await stage.SeeAsync<RunRiskCalc>(x => x.JobId == other.JobId);
            Assert.DoesNotContain(stage.Seen.OfType<RunRiskCalc>(), x => x.JobId == locked.JobId);
        }

        await stage.SeeAsync<RunRiskCalc>(x => x.JobId == locked.JobId);
        await Eventually.TrueAsync(async () => await stage.DepthAsync(Queues.RiskJob) == 0, () => "not all taken");
        Assert.Empty(await stage.SetAsideAsync());
    }
}
