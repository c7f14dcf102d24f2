using System.Text.Json;
using Npgsql;
using RabbitMQ.Client;
using Workers.Coordinator.Tests.Stages;
using Workers.Support;

namespace Workers.Coordinator.Tests.Upgrades;

/// <summary>
/// Rows and messages that an earlier version left behind when it was replaced: this version goes on with them.
/// </summary>
public sealed class Recorded_jobs_go_on
{
    private const string Recorded = "2026-11-27", Migration = "First";

    private sealed record Event(string Exchange, string Type, JsonElement Message, string State)
    {
        public Guid Job => Message.GetProperty("jobId").GetGuid();
    }

    [SkippableFact]
    public async Task From_each_state_with_the_message_that_was_on_its_way()
    {
        await using var stage = await DurableStage.StartAsync(
            TimeProvider.System,
            SagaStage.UsualTimeouts,
            earlier: (Migration, InsertAsync));
        var events = JsonSerializer.Deserialize<Event[]>(Read($"{Recorded}-events.json"), JsonSerializerOptions.Web)!;
        foreach (var recorded in events) await PublishAsync(stage.Broker, recorded);
        foreach (var recorded in events) await stage.SeeStateAsync(recorded.Job, recorded.State);
        Assert.Empty(await stage.SetAsideAsync());
    }

    private static async Task InsertAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Read($"{Recorded}-rows.sql"), connection);
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }

    private static async Task PublishAsync(Uri broker, Event recorded)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var id = Guid.NewGuid();
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                messageId = id,
                messageType = new[] { $"urn:message:Workers.Contracts:{recorded.Type}" },
                message = recorded.Message,
            },
            JsonSerializerOptions.Web);
        var properties = new BasicProperties
        {
            ContentType = "application/vnd.masstransit+json",
            MessageId = id.ToString(),
        };
        await channel.BasicPublishAsync(recorded.Exchange, "", mandatory: true, properties, body);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(
        SharedCases.Root, "tests", "Coordinator.Tests", "Upgrades", "Recorded", file));
}
