using Npgsql;
using Workers.Contracts;
using Workers.Coordinator.Tests.Stages;
using Workers.Support;

namespace Workers.Coordinator.Tests;

/// <summary>The coordinator loses its broker and its database, again and again, while jobs go through.</summary>
public sealed class Broken_lines
{
    private const int Jobs = 30;

    [SkippableFact]
    public async Task No_job_is_lost_or_moved_twice_when_lines_break()
    {
        await using var stage = await DurableStage.StartAsync(TimeProvider.System, SagaStage.UsualTimeouts);
        var requests = Enumerable.Range(0, Jobs).Select(_ => Requests.New()).ToList();
        var breaking = BreakAsync(stage);

        foreach (var request in requests)
            await stage.PublishAsync(request);
        foreach (var request in requests)
        {
            await stage.SeeAsync<ImportHazardRequested>(x => x.JobId == request.JobId);
            await stage.PublishAsync(
                new HazardImported { JobId = request.JobId, Attempt = 1, ImportId = Guid.NewGuid() });
        }
        foreach (var request in requests)
        {
            await stage.SeeAsync<RunRiskCalc>(x => x.JobId == request.JobId);
            await stage.PublishAsync(new RiskCalcCompleted { JobId = request.JobId, Attempt = 1 });
        }
        foreach (var request in requests)
        {
            await stage.SeeAsync<ExportResults>(x => x.JobId == request.JobId);
            await stage.PublishAsync(new ResultsExported { JobId = request.JobId, Attempt = 1 });
        }
        await breaking;

        string[] path =
        [
            "Initial -> ImportingHazard",
            "ImportingHazard -> Calculating",
            "Calculating -> ExportingResults",
            "ExportingResults -> Completed",
        ];
        foreach (var request in requests)
        {
            await stage.SeeAsync<RiskJobStateChanged>(x => x.JobId == request.JobId && x.To == JobState.Completed);
            Assert.Equal(path, await stage.TimelineAsync(request.JobId));
            // Told at least once, in order.
            Assert.Equal(path, stage.StatesOf(request.JobId).Distinct());
        }
        // Deadlines are taken back when jobs end.
        await Eventually.TrueAsync(async () => await stage.OutboxAsync() == 0, () => "outbox not emptied");
    }

    /// <summary>Six breaks, each mended when it has been felt.</summary>
    private static async Task BreakAsync(DurableStage stage)
    {
        await using var database = NpgsqlDataSource.Create(stage.Jobs);
        for (var i = 0; i < 6; i++)
        {
            var seen = stage.Seen.Count;
            await Eventually.TrueAsync(() => stage.Seen.Count >= seen + 5, "nothing moves");
            if (i % 2 == 0)
            {
                stage.Line.Cut();
                stage.Line.Mend();
            }
            else
            {
                await using var kill = database.CreateCommand(
                    """
                    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()
                    """);
                await kill.ExecuteScalarAsync();
            }
        }
    }
}
