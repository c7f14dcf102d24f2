using Microsoft.EntityFrameworkCore;
using Workers.Contracts;
using Workers.Coordinator.DeadLetters;
using Workers.Coordinator.Saga;
using Workers.Storage.DeadLetters;
using Workers.Support;

namespace Workers.Coordinator.Tests.DeadLetters;

/// <summary>Many letters are sent few at first, and no more when one dies of the same again.</summary>
public sealed class Replay_of_many_dead_letters
{
    private static readonly LetterFilter All = new() { State = LetterState.Open };

    [SkippableFact]
    public async Task With_the_fault_still_in_it_stops_at_the_first_that_dies_again()
    {
        const int Many = 5_000;
        await using var stage = await LetterStage.StartAsync();
        await stage.AddDeadAsync(Many);
        stage.Failing = message => message is RunRiskCalc ? new IOException("the disk is full") : null;
        // What the letter will die of again.
        var group = (await stage.DeadAsync()).Fingerprint;
        await stage.NewDb().Letters.ExecuteUpdateAsync(set => set.SetProperty(x => x.Fingerprint, group));

        var operation = await stage.EndAsync(await stage.AskAsync(OperationKind.Replay, All));

        Assert.Equal((Many + 1, OperationState.Stopped), (operation.Selected, operation.State));
        Assert.StartsWith($"1 failed, {Many} not sent; stopped by itself: a letter died of the same again: FAULT",
            operation.Outcome);
        Assert.Equal(Many + 1, await stage.Letters().CountAsync(x => x.State == LetterState.Open));
    }

    [SkippableFact]
    public async Task With_the_fault_cured_all_are_done_once_each_and_what_died_meanwhile_is_left_alone()
    {
        const int Many = 60;
        await using var stage = await LetterStage.StartAsync();
        await stage.AddDeadAsync(Many);
        stage.Cure();

        var operation = await stage.AskAsync(OperationKind.Replay, All);
        await stage.AddDeadAsync(1);
        operation = await stage.EndAsync(operation);

        Assert.Equal((Many, $"{Many} done"), (operation.Selected, operation.Outcome));
        Assert.Equal(1, await stage.Letters().CountAsync(x => x.State == LetterState.Open));
        await Eventually.TrueAsync(
            async () => await stage.NewDb().Set<RiskJobState>()
                .CountAsync(x => x.CurrentState == JobState.Completed) == Many,
            () => "not all jobs completed");
        var commanded = stage.Seen.OfType<RunRiskCalc>().Select(x => x.JobId).ToList();
        Assert.Equal((Many, Many), (commanded.Count, commanded.Distinct().Count()));
    }

    [SkippableTheory]
    [InlineData(ItemStage.Waiting)]
    [InlineData(ItemStage.Sending)]
    [InlineData(ItemStage.Sent)]
    public async Task An_operation_goes_on_where_a_killed_coordinator_left_it(string stage)
    {
        await using var system = await LetterStage.StartAsync();
        await system.AddDeadAsync(3);
        system.Cure();
        await system.Services.StopOperationsAsync();
        var operation = await system.AskAsync(OperationKind.Replay, All);
        await system.LeaveAtAsync(operation, stage);

        await using var other = await system.StartOtherAsync();
        if (stage == ItemStage.Sent)
            await system.AnswerFirstAsync(operation);

        Assert.Equal("3 done", (await system.EndAsync(operation)).Outcome);
        Assert.Equal(3, await system.Letters().CountAsync(x => x.State == LetterState.Closed));
        Assert.Equal(3, await system.NewDb().Set<RiskJobState>()
            .CountAsync(x => x.CurrentState != JobState.NeedsAttention));
    }

    [Fact]
    public void So_many_go_at_once()
    {
        var sizes = new List<int> { 0 };
        for (var i = 0; i < 8; i++) sizes.Add(Ramp.After(sizes[^1]));

        Assert.Equal([0, 1, 2, 5, 10, 20, 50, 100, 100], sizes);
        Assert.Equal(0, Ramp.AtRate(2, TimeSpan.FromMilliseconds(400)));
        Assert.Equal(2, Ramp.AtRate(2, TimeSpan.FromHours(1)));
    }
}
