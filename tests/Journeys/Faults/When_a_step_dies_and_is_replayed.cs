using Npgsql;
using Workers.Contracts;
using Workers.Faults.Load;
using Workers.Journeys.Running;
using Workers.Operations.DeadLetters;
using Workers.Support;

namespace Workers.Journeys.Faults;

/// <summary>From the fault to the results, with a coordinator that is killed before it replays.</summary>
[Collection(OneSystem.Name)]
public sealed class When_a_step_dies_and_is_replayed(RunningSystem system)
{
    [SkippableFact]
    public async Task The_job_goes_on_and_has_the_results_of_an_undisturbed_run()
    {
        await system.UpAsync();
        var client = system.Client;
        var request = await client.RequestForAsync(TestCases.Scenario) with { Area = TestCases.AreaNoOtherJobHas() };
        await EngineAsync("ALTER TABLE engine.result_asset_values RENAME TO hidden");
        await client.Jobs.SubmitAsync(request, CancellationToken.None);
        var mine = new LetterSelection { Job = request.JobId };
        await Eventually.TrueAsync(
            async () => await NamesLetterAsync(request.JobId, mine),
            () => "no job that names its letter");

        await EngineAsync("ALTER TABLE engine.hidden RENAME TO result_asset_values");
        await system.KillAsync("coordinator");
        var replay = LetterAction.Replay(mine, "ana", "the table is back", rate: null);
        var meant = await client.Letters.ProposeAsync(replay, CancellationToken.None);
        var id = await client.Letters.AskAsync(meant, confirmed: null, CancellationToken.None);
        await system.StartAsync("coordinator");
        var operation = await client.OperationLog.FollowAsync(id, null, Jobs.Patience());

        Assert.Equal((1, true, "1 done"), (operation.Selected, operation.IsDone, operation.Outcome));
        var replayed = await client.CompleteAsync(request.JobId);
        var undisturbed = request with { JobId = Guid.NewGuid(), Area = TestCases.AreaNoOtherJobHas() };
        await client.Jobs.SubmitAsync(undisturbed, CancellationToken.None);
        Assert.Equal(ResultHash.Of(await client.CompleteAsync(undisturbed.JobId)), ResultHash.Of(replayed));
        var letter = Assert.Single((await client.Letters.ListAsync(mine, 10, null, CancellationToken.None)).Letters);
        Assert.Equal(("closed", 1, "run-risk-calc"), (letter.State, letter.Replays, letter.Queue));
        Assert.Equal(0, await system.DeadLettersAsync());
    }

    private async Task<bool> NamesLetterAsync(Guid job, LetterSelection mine)
    {
        var letters = await system.Client.Letters.ListAsync(mine, 10, null, CancellationToken.None);
        var seen = await system.Client.Jobs.FindAsync(job, CancellationToken.None);
        return seen is { State: JobState.NeedsAttention, Error.Expected: { } expected }
            && letters.Letters.Any(letter => expected.Contains($"{letter.Id}"));
    }

    private async Task EngineAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(system.Connections.Engine);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
