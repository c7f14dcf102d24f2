using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using Workers.Contracts;
using Workers.Coordinator.DeadLetters;
using Workers.Coordinator.Tests.Stages;
using Workers.Messaging.Topology;
using Workers.Storage.DeadLetters;
using Workers.Support;

namespace Workers.Coordinator.Tests.DeadLetters;

/// <summary>What was set aside is taken from its queue into the database, and its job says so.</summary>
public sealed class Collection_of_dead_letters
{
    [SkippableFact]
    public async Task A_message_that_faulted_becomes_a_letter_with_its_reason_and_the_job_names_it()
    {
        await using var stage = await LetterStage.StartAsync();
        stage.Failing = message => message is RunRiskCalc
            ? new InvalidOperationException("the step failed", new IOException("the disk is full"))
            : null;
        var request = await stage.CalculatingAsync();

        var letter = await stage.LetterAsync(x => x.JobId == request.JobId);

        Assert.Equal(
            ("run-risk-calc_error", Queues.RunRiskCalc, nameof(RunRiskCalc), 1, true),
            (letter.Queue, letter.SourceQueue, letter.MessageType, letter.Attempt, letter.HoldsJob));
        Assert.Equal(
            (LetterCode.Fault, "System.IO.IOException", "the disk is full", LetterState.Open),
            (letter.Code, letter.ExceptionType, letter.Reason, letter.State));
        Assert.NotNull(letter.DiedAt);
        Assert.NotNull(letter.MessageId);
        await stage.SeeStateAsync(request.JobId, JobState.NeedsAttention);
        await Eventually.TrueAsync(
            async () => (await stage.JobAsync(request.JobId))!.JobError!.Expected!.Contains($"{letter.Id}"),
            () => "the job does not name its letter");
        var error = (await stage.JobAsync(request.JobId))!.JobError!;
        Assert.Equal(("FAULT", JobState.Calculating), (error.Code, error.Where));
        Assert.Contains("the disk is full", error.What);
        await DepthAsync(stage, "run-risk-calc_error", 0);
    }

    [SkippableFact]
    public async Task A_letter_that_is_delivered_twice_is_kept_once()
    {
        await using var stage = await LetterStage.StartAsync();
        var request = await stage.CalculatingAsync();
        var message = SetAsideByTheBroker(request.JobId, "delivery_limit");
        var intake = stage.Services.GetRequiredService<LetterIntake>();
        var again = message with { Headers = Add(message.Headers, DeadHeaders.DeliveryCount, 1L) };

        await intake.TakeAsync(message, default);
        await intake.TakeAsync(again, default);

        Assert.Equal(1, await stage.Letters().CountAsync());
    }

    [SkippableFact]
    public async Task What_the_broker_itself_set_aside_is_told_to_the_job()
    {
        await using var stage = await LetterStage.StartAsync();
        var request = await stage.CalculatingAsync();
        var message = SetAsideByTheBroker(request.JobId, "delivery_limit");
        await SendAsync(stage, Queues.DeadLetters, message);

        var letter = await stage.LetterAsync(x => x.Queue == Queues.DeadLetters);

        Assert.Equal(
            (LetterCode.Deliveries, Queues.RunRiskCalc, request.JobId),
            (letter.Code, letter.SourceQueue, letter.JobId));
        await stage.SeeStateAsync(request.JobId, JobState.NeedsAttention);
        Assert.Contains("as often as the broker allows", (await stage.JobAsync(request.JobId))!.JobError!.What);
    }

    [SkippableFact]
    public async Task A_message_that_nobody_knows_or_can_read_becomes_a_letter_without_a_job()
    {
        await using var stage = await LetterStage.StartAsync();
        var unknown = """{"messageId": "00000000-0000-0000-0000-000000000007", "message": {},"""
            + """ "messageType": ["urn:message:Elsewhere:Surprise"]}""";
        await SendAsync(stage, Queues.RunRiskCalc, Envelope(unknown));
        await SendAsync(stage, Queues.RunRiskCalc, Envelope("{\"mess"));

        var skipped = await stage.LetterAsync(x => x.Queue == "run-risk-calc_skipped");
        var unreadable = await stage.LetterAsync(x => x.Queue == "run-risk-calc_error");

        Assert.Equal((LetterCode.Skipped, "Surprise"), (skipped.Code, skipped.MessageType));
        Assert.Equal(Queues.RunRiskCalc, skipped.SourceQueue);
        Assert.Equal(("", null), (unreadable.MessageType, unreadable.JobId));
        Assert.Equal("{\"mess"u8.ToArray(), unreadable.Body);
    }

    [SkippableFact]
    public async Task Letters_wait_while_the_database_is_away_and_none_is_lost()
    {
        await using var stage = await LetterStage.StartAsync();
        var request = await stage.CalculatingAsync();
        var name = new Npgsql.NpgsqlConnectionStringBuilder(stage.Jobs).Database;
        await TestServers.ExecuteAsync($"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false");
        await TestServers.ExecuteAsync(
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        await SendAsync(stage, Queues.DeadLetters, SetAsideByTheBroker(request.JobId, "rejected"));
        // Delivered, and without an answer.
        await DepthAsync(stage, Queues.DeadLetters, 0);

        await TestServers.ExecuteAsync($"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true");

        Assert.Equal(LetterCode.SetAside, (await stage.LetterAsync(x => x.JobId == request.JobId)).Code);
    }

    [SkippableFact]
    public async Task Letters_of_a_job_that_is_tried_again_are_closed_when_it_moves_on()
    {
        await using var stage = await LetterStage.StartAsync();
        stage.Failing = message => message is RunRiskCalc { Attempt: 1 } ? new IOException("the disk is full") : null;
        var request = await stage.CalculatingAsync();
        var letter = await stage.LetterAsync(x => x.JobId == request.JobId);
        await stage.SeeStateAsync(request.JobId, JobState.NeedsAttention);

        await stage.PublishAsync(new RetryRiskJob { JobId = request.JobId, By = "ana" });

        await stage.SeeAsync<RunRiskCalc>(x => x.Attempt == 2);
        await Eventually.TrueAsync(
            async () => (await stage.Letters().SingleAsync(x => x.Id == letter.Id)).State == LetterState.Closed,
            () => "the letter stays open");
    }

    [SkippableFact]
    public async Task A_letter_of_an_attempt_that_is_over_is_closed_when_it_comes()
    {
        await using var stage = await LetterStage.StartAsync();
        var request = await stage.CalculatingAsync();
        await SendAsync(stage, Queues.DeadLetters, SetAsideByTheBroker(request.JobId, "rejected", attempt: 0));

        var letter = await stage.LetterAsync(x => x.JobId == request.JobId && x.State == LetterState.Closed);

        Assert.Equal("it came too late: the job is Calculating, attempt 1", letter.StateReason);
        Assert.Equal(JobState.Calculating, (await stage.JobAsync(request.JobId))!.CurrentState);
    }

    private static DeadMessage SetAsideByTheBroker(Guid job, string reason, int attempt = 1)
    {
        var body = $$$"""
            {"messageType": ["urn:message:Workers.Contracts:RunRiskCalc"],
             "message": {"attempt": {{{attempt}}}, "jobId": "{{{job}}}"}}
            """;
        var death = new Dictionary<string, object?> { ["queue"] = Queues.RunRiskCalc, ["reason"] = reason };
        return Envelope(body) with
        {
            Queue = Queues.DeadLetters,
            Headers = new Dictionary<string, object?> { [DeadHeaders.Death] = new List<object?> { death } },
        };
    }

    private static DeadMessage Envelope(string body) => new(
        "",
        new Dictionary<string, object?>(),
        new Dictionary<string, string>
        {
            ["messageId"] = $"{NewId.NextGuid()}",
            ["contentType"] = "application/vnd.masstransit+json",
        },
        System.Text.Encoding.UTF8.GetBytes(body));

    private static Dictionary<string, object?> Add(
        IReadOnlyDictionary<string, object?> headers, string name, object value) =>
        new(headers) { [name] = value };

    private static async Task SendAsync(DurableStage stage, string queue, DeadMessage message)
    {
        await using var connection = await new ConnectionFactory { Uri = stage.Broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var properties = new BasicProperties
        {
            MessageId = message.Properties["messageId"],
            ContentType = message.Properties["contentType"],
            Headers = new Dictionary<string, object?>(message.Headers),
            Persistent = true,
        };
        await channel.BasicPublishAsync("", queue, mandatory: true, properties, message.Body);
    }

    private static Task DepthAsync(DurableStage stage, string queue, long messages) => Eventually.TrueAsync(
        async () =>
        {
            await using var connection = await new ConnectionFactory { Uri = stage.Broker }.CreateConnectionAsync();
            await using var channel = await connection.CreateChannelAsync();
            return await channel.MessageCountAsync(queue) == messages;
        },
        () => $"{queue} has other than {messages}");
}
