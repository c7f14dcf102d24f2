using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Workers.Contracts;
using Workers.Coordinator.Saga;
using Workers.Coordinator.Tests.Stages;
using Workers.Messaging.Topology;
using Workers.Support;

namespace Workers.Coordinator.Tests;

/// <summary>What a platform may send, and what becomes of everything else.</summary>
public sealed class Doors_of_platforms
{
    private const string SomeJob = "4f1d51d2-7a0b-4b8f-9d05-0c2a4d2f9a01";
    private static readonly string Urn = "urn:message:Workers.Contracts:";
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web);

    private static Task<DurableStage> StartAsync() =>
        DurableStage.StartAsync(TimeProvider.System, SagaStage.UsualTimeouts);

    [SkippableFact]
    public async Task Whatever_cannot_be_read_is_answered_with_its_message_id_and_becomes_no_dead_letter()
    {
        await using var stage = await StartAsync();
        var bodies = Unreadable().ToList();
        foreach (var (at, body) in bodies.Index())
        {
            await SendAsync(stage.Broker, EntityNames.Of(typeof(ImportHazardRequested)), body, $"envelope {at}");
            await SendAsync(stage.Broker, Queues.RiskJobIngress, body, $"plain {at}");
        }

        foreach (var (at, _) in bodies.Index())
        {
            foreach (var id in new[] { $"envelope {at}", $"plain {at}" })
                Assert.Equal("W1003", (await stage.SeeAsync<RiskJobRefused>(x => x.MessageId == id)).Error.Code);
        }
        Assert.Contains(stage.Seen.OfType<RiskJobRefused>(), x => x.JobId == Guid.Parse(SomeJob));
        Assert.Empty(await stage.SetAsideAsync());
    }

    [SkippableFact]
    public async Task Events_of_workers_are_not_taken_from_a_platform()
    {
        await using var stage = await StartAsync();
        var request = Requests.New();
        await stage.PublishAsync(request);
        await stage.SeeAsync<ImportHazardRequested>();

        object[] events =
        [
            new HazardImported { JobId = request.JobId, Attempt = 1, ImportId = Guid.NewGuid() },
            new RiskCalcCompleted { JobId = request.JobId, Attempt = 1 },
            new ResultsExported { JobId = request.JobId, Attempt = 1 },
            new StepRejected { JobId = request.JobId, Attempt = 1 },
            new StepProgressed { JobId = request.JobId, Attempt = 1, Step = "import-hazard", Done = 1, Total = 1 },
        ];
        Type[] doors = [typeof(ImportHazardRequested), typeof(CancelRiskJob), typeof(RetryRiskJob)];
        foreach (var (at, message) in events.Index())
        {
            foreach (var door in doors)
                await SendAsync(stage.Broker, EntityNames.Of(door), Envelope(message), $"{door.Name} {at}");
        }
        foreach (var door in doors)
        {
            foreach (var (at, _) in events.Index())
                await stage.SeeAsync<RiskJobRefused>(x => x.MessageId == $"{door.Name} {at}");
        }

        var job = (await stage.JobAsync(request.JobId))!;
        Assert.Equal((JobState.ImportingHazard, 0L), (job.CurrentState, job.ProgressTotal));
        Assert.Equal(["Initial -> ImportingHazard"], await stage.TimelineAsync(request.JobId));
    }

    [SkippableFact]
    public async Task Our_own_answers_that_are_led_back_to_a_door_are_dropped_and_not_answered_again()
    {
        await using var stage = await StartAsync();
        await using (var connection = await new ConnectionFactory { Uri = stage.Broker }.CreateConnectionAsync())
        await using (var channel = await connection.CreateChannelAsync())
        {
            foreach (var told in new[] { typeof(RiskJobRefused), typeof(RiskJobStateChanged) })
            {
                var exchange = EntityNames.Of(told);
                await channel.ExchangeBindAsync(EntityNames.Of(typeof(CancelRiskJob)), exchange, "");
                await channel.ExchangeBindAsync(Queues.RiskJobIngress, exchange, "");
            }
        }
        await stage.PublishAsync(Requests.New(Guid.Empty));
        var request = Requests.New();
        await stage.PublishAsync(request);
        await stage.SeeAsync<RiskJobStateChanged>(x => x.JobId == request.JobId);
        // Comes after what was led back.
        await SendAsync(stage.Broker, Queues.RiskJobIngress, "no JSON"u8.ToArray(), "the last");
        await stage.SeeAsync<RiskJobRefused>(x => x.MessageId == "the last");

        Assert.Equal(2, stage.Seen.OfType<RiskJobRefused>().Count());
        Assert.Empty(await stage.SetAsideAsync());
    }

    [SkippableFact]
    public async Task The_same_message_id_with_another_body_is_refused_and_the_first_stays()
    {
        await using var stage = await StartAsync();
        var (first, second) = (Requests.New(), Requests.New());
        var id = Guid.NewGuid();
        await stage.PublishAsync(first, id);
        await stage.SeeAsync<ImportHazardRequested>(x => x.JobId == first.JobId);

        await stage.PublishAsync(second, id);
        var refused = await stage.SeeAsync<RiskJobRefused>(x => x.JobId == second.JobId);

        Assert.Equal(("W1020", id.ToString()), (refused.Error.Code, refused.MessageId));
        Assert.Null(await stage.JobAsync(second.JobId));
        await stage.SeeStateAsync(first.JobId, JobState.ImportingHazard);
    }

    [SkippableFact]
    public async Task A_plain_request_repeated_without_message_id_is_answered_with_the_state()
    {
        await using var stage = await StartAsync();
        var request = Requests.New();
        var body = JsonSerializer.SerializeToUtf8Bytes(request, Wire);
        await SendAsync(stage.Broker, Queues.RiskJobIngress, body, messageId: null);
        await stage.SeeAsync<ImportHazardRequested>();
        await stage.SeeStateAsync(request.JobId, JobState.ImportingHazard);

        await SendAsync(stage.Broker, Queues.RiskJobIngress, body, messageId: null);

        await stage.SeeAsync<RiskJobStateChanged>(x => x.From == x.To && x.To == JobState.ImportingHazard);
        Assert.Single(stage.Seen.OfType<ImportHazardRequested>());
    }

    [SkippableFact]
    public async Task Duplicates_are_answered_without_a_row_each()
    {
        await using var stage = await StartAsync();
        var request = Requests.New();
        await stage.PublishAsync(request);
        await stage.SeeStateAsync(request.JobId, JobState.ImportingHazard);
        var rows = await InboxAsync(stage);
        for (var i = 0; i < 200; i++)
            await stage.PublishAsync(request);

        await Eventually.TrueAsync(
            () => stage.Seen.OfType<RiskJobStateChanged>().Count(x => x.From == x.To) == 200, "not all answered");
        Assert.Equal(rows, await InboxAsync(stage));
        Assert.Single(stage.Seen.OfType<ImportHazardRequested>());
    }

    [SkippableFact]
    public async Task Only_its_owner_may_act_on_a_job()
    {
        await using var stage = await StartAsync();
        var request = Requests.New();
        await stage.PublishAsync(request);
        await stage.SeeStateAsync(request.JobId, JobState.ImportingHazard);

        await stage.ActAsync(new CancelRiskJob { JobId = request.JobId, By = "stranger" });
        await stage.ActAsync(new CancelRiskJob { JobId = request.JobId });
        await stage.ActAsync(new RetryRiskJob { JobId = request.JobId, By = "stranger" });
        await Eventually.TrueAsync(
            () => stage.Seen.OfType<RiskJobRefused>().Count(x => x.Error.Code == "W1021") == 3, "not refused");
        Assert.Equal(JobState.ImportingHazard, (await stage.JobAsync(request.JobId))!.CurrentState);

        await stage.ActAsync(new CancelRiskJob { JobId = request.JobId, By = request.Owner });
        await stage.SeeStateAsync(request.JobId, JobState.Cancelled);
    }

    [SkippableFact]
    public async Task Requests_of_many_megabytes_are_refused_by_the_broker_or_at_the_door()
    {
        await using var stage = await StartAsync();
        var body = new byte[MessageLimits.Request + 1];
        Array.Fill(body, (byte)' ');
        for (var i = 0; i < 4; i++)
            await SendAsync(stage.Broker, Queues.RiskJobIngress, body, $"large {i}");
        for (var i = 0; i < 4; i++)
        {
            var id = $"large {i}";
            var refused = await stage.SeeAsync<RiskJobRefused>(x => x.MessageId == id);
            Assert.Equal("The message has 16,777,217 bytes.", refused.Error.What);
        }
        var tooLarge = new byte[MessageLimits.Broker + 1];
        await Assert.ThrowsAnyAsync<RabbitMQClientException>(
            () => SendAsync(stage.Broker, Queues.RiskJobIngress, tooLarge, "refused by the broker"));
    }

    /// <summary>Bodies that are no message, for either door.</summary>
    private static IEnumerable<byte[]> Unreadable()
    {
        string[] texts =
        [
            "",
            "null",
            "[]",
            "17",
            "{",
            "[1, 2",
            """{"message": null}""",
            """{"message": {}}""",
            """{"messageType": [], "message": {}}""",
            """{"messageType": "x", "message": {}}""",
            """{"messageType": [null, 3, {}], "message": {}}""",
            """{"messageType": ["urn:message:Workers.Contracts:NoSuchMessage"], "message": {}}""",
            """{"messageId": "\ud800", "messageType": ["\ud800"], "message": {}}""",
            Enveloped("""{"jobId": "not a uuid"}"""),
            Enveloped("""{"jobId": "\ud800"}"""),
            Enveloped("""{"jobId": 17}"""),
            Enveloped("{}"),
            Enveloped($$"""{"jobId": "{{SomeJob}}", "owner": "\ud800"}"""),
            Enveloped($$"""{"jobId": "{{SomeJob}}", "owner": "a\u0000b"}"""),
            Enveloped($$"""{"jobId": "{{SomeJob}}", "owner": ["ana"]}"""),
            Enveloped($$"""{"jobId": "{{SomeJob}}", "owner": "{{new string('a', 201)}}"}"""),
            Enveloped($$"""{"jobId": "{{SomeJob}}", "area": {{Nested(61)}}}"""),
            Enveloped($$"""{"jobId": "{{SomeJob}}", "area": {{Nested(5000)}}}"""),
            Enveloped($$"""{"jobId": "{{SomeJob}}", "\ud800": 1}"""),
            Enveloped($$"""{"jobId": "{{SomeJob}}", "by": "a\u0000b"}""", nameof(CancelRiskJob)),
            Enveloped($$"""{"jobId": "{{SomeJob}}", "by": "\udc00"}""", nameof(RetryRiskJob)),
            Enveloped($$"""{"jobId": "{{SomeJob}}", "reason": "{{new string('x', 2001)}}"}""", nameof(CancelRiskJob)),
        ];
        return texts.Select(Encoding.UTF8.GetBytes).Append([0xff, 0xfe, 0x00]).Append([0x7b, 0x22, 0xe9, 0x22, 0x7d]);
    }

    private static string Enveloped(string message, string type = nameof(ImportHazardRequested)) =>
        $$"""{"messageType": ["{{Urn}}{{type}}"], "message": {{message}}}""";

    private static string Nested(int levels) => $"{new string('[', levels)}{new string(']', levels)}";

    private static byte[] Envelope(object message) => JsonSerializer.SerializeToUtf8Bytes(
        new { messageId = Guid.NewGuid(), messageType = new[] { Urn + message.GetType().Name }, message }, Wire);

    private static async Task<int> InboxAsync(DurableStage stage)
    {
        await using var scope = stage.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CoordinatorDb>().Inbox.CountAsync();
    }

    private static async Task SendAsync(Uri broker, string exchange, byte[] body, string? messageId)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var properties = new BasicProperties { DeliveryMode = DeliveryModes.Persistent, MessageId = messageId };
        await channel.BasicPublishAsync(exchange, "", mandatory: true, properties, body);
    }
}
