using System.Collections.Concurrent;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Workers.Contracts;
using Workers.Coordinator.DeadLetters;
using Workers.Coordinator.Saga;
using Workers.Coordinator.Tests.Stages;
using Workers.Messaging.Topology;
using Workers.Storage.DeadLetters;
using Workers.Support;

namespace Workers.Coordinator.Tests.DeadLetters;

/// <summary>A letter is sent again as the message that it was, and its job goes on.</summary>
public sealed class Replay_of_dead_letters
{
    [SkippableFact]
    public async Task A_replay_is_the_same_message_without_its_death_and_its_job_completes()
    {
        await using var stage = await LetterStage.StartAsync();
        var letter = await stage.DeadAsync();
        stage.Cure();
        var received = new ConcurrentQueue<ConsumeContext>();
        stage.Answering = (context, message) =>
        {
            if (message is RunRiskCalc) received.Enqueue(context);
            return Answers.EndStepAsync(context, message);
        };

        var operation = await stage.EndAsync(await stage.ReplayAsync(letter.Id));

        await stage.SeeStateAsync(letter.JobId!.Value, JobState.Completed);
        var sent = Assert.Single(received);
        Assert.Equal(letter.MessageId, sent.MessageId);
        Assert.DoesNotContain(sent.Headers.GetAll(), header => header.Key.StartsWith("MT-Fault"));
        Assert.Equal((OperationState.Done, "1 done"), (operation.State, operation.Outcome));
        var after = await stage.LetterAsync(letter.Id);
        Assert.Equal((LetterState.Closed, 1), (after.State, after.Replays));
        Assert.Equal("the job moved on to ExportingResults", after.StateReason);
        var item = Assert.Single(await stage.ItemsAsync(operation));
        Assert.Equal(["waiting", "sending", "sent", "done"], item.ReadSteps().Select(step => step.Stage));
    }

    [SkippableFact]
    public async Task A_message_that_dies_again_is_one_open_letter_that_knows_the_one_before()
    {
        await using var stage = await LetterStage.StartAsync();
        var letter = await stage.DeadAsync();

        var operation = await stage.EndAsync(await stage.ReplayAsync(letter.Id));

        var open = await stage.LetterAsync(x => x.State == LetterState.Open);
        Assert.Equal((letter.Id, 1, letter.MessageId), (open.PreviousId!.Value, open.Replays, open.MessageId));
        Assert.Equal(letter.Fingerprint, open.Fingerprint);
        var before = await stage.LetterAsync(letter.Id);
        Assert.Equal((LetterState.Closed, open.Id), (before.State, before.ReplacedBy));
        Assert.Equal("1 failed", operation.Outcome);
        await Eventually.TrueAsync(
            async () => (await stage.JobAsync(letter.JobId!.Value))!.JobError!.Expected!.Contains($"{open.Id}"),
            () => "the job does not name the new letter");

        stage.Cure();
        await stage.EndAsync(await stage.ReplayAsync(open.Id));
        await stage.SeeStateAsync(letter.JobId!.Value, JobState.Completed);
        Assert.Equal(2, (await stage.LetterAsync(open.Id)).Replays);
    }

    [SkippableFact]
    public async Task A_letter_that_no_queue_takes_is_open_again_and_the_operation_says_so()
    {
        await using var stage = await LetterStage.StartAsync();
        await stage.AddDeadAsync(1);
        await stage.NewDb().Letters.ExecuteUpdateAsync(
            set => set.SetProperty(x => x.SourceQueue, "nowhere").SetProperty(x => x.HoldsJob, false));

        var operation = await stage.EndAsync(
            await stage.AskAsync(OperationKind.Replay, new LetterFilter { Queue = "nowhere" }));

        Assert.Equal("1 refused", operation.Outcome);
        Assert.Contains("nowhere", Assert.Single(await stage.ItemsAsync(operation)).Outcome);
        Assert.Equal(LetterState.Open, (await stage.Letters().SingleAsync()).State);
    }

    [SkippableFact]
    public async Task A_replay_of_an_attempt_that_is_over_is_refused_with_the_reason()
    {
        await using var stage = await LetterStage.StartAsync();
        await stage.AddDeadAsync(2);
        var letters = await stage.Letters().ToListAsync();
        var (retried, cancelled) = (letters[0].JobId, letters[1].JobId);
        var jobs = stage.NewDb().Set<RiskJobState>();
        await jobs.Where(x => x.CorrelationId == retried)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Attempt, 2));
        await jobs.Where(x => x.CorrelationId == cancelled)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.CurrentState, JobState.Cancelled));

        var operation = await stage.EndAsync(
            await stage.AskAsync(OperationKind.Replay, new LetterFilter { Fingerprint = "before" }));

        var reasons = (await stage.ItemsAsync(operation)).Select(item => item.Outcome).Order();
        Assert.Equal(["attempt 1 is over: the job is at attempt 2", "the job is Cancelled"], reasons);
        Assert.Empty(stage.Seen.OfType<RunRiskCalc>());
    }

    [SkippableFact]
    public async Task A_letter_of_which_nothing_is_heard_is_open_again_after_its_deadline()
    {
        var soon = TimeSpan.FromSeconds(1);
        await using var stage = await LetterStage.StartAsync(new StepTimeouts(soon, soon));
        await stage.AddDeadAsync(3);

        var operation = await stage.EndAsync(
            await stage.AskAsync(OperationKind.Replay, new LetterFilter { Fingerprint = "before" }));

        Assert.Equal(OperationState.Stopped, operation.State);
        Assert.StartsWith("1 released, 2 not sent; stopped by itself", operation.Outcome);
        Assert.Equal(3, await stage.Letters().CountAsync(x => x.State == LetterState.Open));
    }

    [SkippableFact]
    public async Task An_edited_letter_is_a_new_message_that_replaces_the_old_one()
    {
        await using var stage = await LetterStage.StartAsync();
        var letter = await stage.DeadAsync();
        stage.Cure();
        var import = Guid.NewGuid();
        var body = System.Text.Json.Nodes.JsonNode.Parse(letter.Body)!;
        body["message"]!["importId"] = $"{import}";

        var operation = await stage.EndAsync(await stage.AskAsync(
            OperationKind.Edit,
            new LetterFilter { Ids = [letter.Id] },
            System.Text.Encoding.UTF8.GetBytes(body.ToJsonString())));

        await stage.SeeStateAsync(letter.JobId!.Value, JobState.Completed);
        Assert.Single(stage.Seen.OfType<RunRiskCalc>(), x => x.ImportId == import);
        var original = await stage.LetterAsync(letter.Id);
        var edited = await stage.LetterAsync(original.ReplacedBy!.Value);
        Assert.Equal((LetterState.Closed, LetterState.Closed), (original.State, edited.State));
        Assert.Equal(letter.Id, edited.PreviousId);
        Assert.NotEqual(letter.MessageId, edited.MessageId);
        Assert.Contains($"{letter.MessageId}", edited.Headers);
        Assert.Equal("1 done", operation.Outcome);
    }

    [SkippableFact]
    public async Task Letters_are_archived_and_restored_with_a_reason_and_every_action_is_on_record_once()
    {
        await using var stage = await LetterStage.StartAsync();
        await stage.AddDeadAsync(3);
        var all = new LetterFilter { Queue = Queues.RunRiskCalc };

        var archived = await stage.EndAsync(await stage.AskAsync(OperationKind.Archive, all));
        Assert.Equal(3, await stage.Letters().CountAsync(
            x => x.State == LetterState.Archived && x.StateReason == "the disk was cleaned"));
        var restored = await stage.EndAsync(await stage.AskAsync(OperationKind.Restore, all));
        Assert.Equal(3, await stage.Letters().CountAsync(x => x.State == LetterState.Open));

        var audit = await stage.NewDb().Audit.OrderBy(x => x.Id).ToListAsync();
        Assert.Equal(
            [
                (archived.Id, "archive", "asked", null),
                (archived.Id, "archive", "ended", "3 done"),
                (restored.Id, "restore", "asked", null),
                (restored.Id, "restore", "ended", "3 done"),
            ],
            audit.Select(x => (x.OperationId, x.Action, x.Event, x.Outcome)));
        Assert.All(audit, x => Assert.Equal(("ana", "the disk was cleaned"), (x.Who, x.Why)));
        Assert.All(audit, x => Assert.Contains("run-risk-calc", x.Selection));
    }

    [Theory]
    [InlineData("MT-Fault-Message")]
    [InlineData("MT-Reason")]
    [InlineData("MT-Host-MachineName")]
    [InlineData("x-death")]
    [InlineData("x-first-death-queue")]
    [InlineData("x-delivery-count")]
    [InlineData("x-dotnet-pub-seq-no")]
    [InlineData("MT-Redelivery-Count")]
    public void What_its_death_left_on_a_message_is_not_sent_again(string header) =>
        Assert.True(DeadHeaders.IsOfItsDeath(header));

    [Theory]
    [InlineData("MT-OriginalMessageId")]
    [InlineData("traceparent")]
    [InlineData("tenant")]
    public void What_belongs_to_the_message_is(string header) => Assert.False(DeadHeaders.IsOfItsDeath(header));

    [Fact]
    public void Redeliveries_are_counted_anew_in_the_envelope_too()
    {
        var clean = ReplayMessage.Clean("""{"headers": {"MT-Redelivery-Count": 3, "tenant": "a"}, "message": {}}"""u8
            .ToArray());

        Assert.Equal("""{"headers":{"tenant":"a"},"message":{}}""", System.Text.Encoding.UTF8.GetString(clean));
    }
}
