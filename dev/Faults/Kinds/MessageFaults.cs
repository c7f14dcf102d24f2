using System.Text;
using Npgsql;
using Workers.Faults.Installation;

namespace Workers.Faults.Kinds;

/// <summary>Messages that come twice, late, out of order, too large, or that nobody can read.</summary>
internal static class MessageFaults
{
    private const string Envelope = "application/vnd.masstransit+json", Json = "application/json";
    private const string Door = "workers.import-hazard-requested", PlainDoor = "risk-job-ingress";
    private const int Megabyte = 1 << 20;

    /// <summary>A row that the broker refuses for ever: no other message may wait for it.</summary>
    private const string Undeliverable = """
        INSERT INTO messaging.outbox
            (message_id, destination_address, content_type, message_type, body, sent_at, due_at, attempts)
        VALUES (gen_random_uuid(), 'exchange:faults-nowhere', 'application/vnd.masstransit+json',
            'urn:message:Workers.Contracts:HazardImported',
            '{"messageId":"00000000-0000-0000-0000-000000000001",'
            || '"messageType":["urn:message:Workers.Contracts:HazardImported"],"message":{}}', now(), now(), 0)
        """;

    /// <summary>As ops do with what was given up.</summary>
    private const string RemoveUndeliverable =
        "DELETE FROM messaging.outbox WHERE destination_address = 'exchange:faults-nowhere'";

    private static readonly string[] Unreadable =
    [
        "", "{", "null", "[]", "42", "\"text\"", "{\"jobId\":1}", "{\"jobId\":\"\\ud800\"}", "\u0000",
        "{\"a\":{\"b\":[",
        "{\"messageId\":\"x\",\"messageType\":7}", "{\"message\":null,\"messageType\":[]}",
    ];

    public static IReadOnlyList<FaultKind> All { get; } =
    [
        Publishes("unreadable request", PlainDoor, Json, Malformed, 4),
        Publishes("unreadable envelope", Door, Envelope, Malformed, 4),
        Publishes("binary in place of a request", PlainDoor, Json, Binary, 2),
        Publishes("another content type", Door, "text/xml", Malformed, 1),
        Publishes("request of an unknown version", PlainDoor, Json, UnknownVersion, 3),
        Publishes("request nested too deep", PlainDoor, Json, Nested, 2),
        Publishes("oversized request", PlainDoor, Json, Oversized, 1),
        Publishes("message of an unknown type", Door, Envelope, UnknownType, 3),
        new("events twice, late and out of order", FaultLane.Messages, 8, (system, random, cancel) =>
            system.Copies.SayAgainAsync(random.Next(1, 20), cancel)),
        new("cancellation of a job that does not exist", FaultLane.Messages, 2, (system, _, cancel) =>
            system.Door.CancelAsync(Guid.NewGuid(), cancel)),
        new("an outbox row that no exchange takes", FaultLane.Messages, 1, AddUndeliverableAsync),
    ];

    private static FaultKind Publishes(
        string name,
        string exchange,
        string contentType,
        Func<Random, byte[]> body,
        int weight) =>
        new(name, FaultLane.Messages, weight, (system, random, cancel) =>
            system.Door.TryAsync(exchange, contentType, body(random), cancel));

    private static byte[] Malformed(Random random) =>
        Encoding.UTF8.GetBytes(Unreadable[random.Next(Unreadable.Length)]);

    private static byte[] Binary(Random random)
    {
        var body = new byte[random.Next(1, 2_000)];
        random.NextBytes(body);
        return body;
    }

    private static byte[] UnknownVersion(Random random) =>
        Encoding.UTF8.GetBytes($"{{\"jobId\":\"{Guid.NewGuid()}\",\"version\":{random.Next(2, 9)},\"insurer\":\"x\"}}");

    private static byte[] Nested(Random random)
    {
        var depth = random.Next(40, 2_000);
        return Encoding.UTF8.GetBytes(
            $"{{\"area\":{{\"geometry\":{new string('[', depth)}{new string(']', depth)}}}}}");
    }

    private static byte[] Oversized(Random random) =>
        Encoding.UTF8.GetBytes($"{{\"description\":\"{new string('x', random.Next(2, 30) * Megabyte)}\"}}");

    private static byte[] UnknownType(Random random) => Encoding.UTF8.GetBytes(
        $"{{\"messageId\":\"{Guid.NewGuid()}\",\"messageType\":[\"urn:message:Unknown:Type{random.Next(9)}\"],"
        + "\"message\":{}}");

    /// <summary>Takes away what no exchange takes, wherever it was put.</summary>
    public static async Task RemoveUndeliverableAsync(FaultySystem system, CancellationToken cancel)
    {
        foreach (var database in Databases(system)) await RunAsync(database, RemoveUndeliverable, cancel);
    }

    private static Task AddUndeliverableAsync(FaultySystem system, Random random, CancellationToken cancel)
    {
        var databases = Databases(system);
        return RunAsync(databases[random.Next(databases.Length)], Undeliverable, cancel);
    }

    private static string[] Databases(FaultySystem system) =>
        [system.Direct.Jobs, system.Direct.Engine, system.Direct.Icebox];

    private static async Task RunAsync(string database, string sql, CancellationToken cancel)
    {
        await using var connection = await FaultySystem.OpenAsync(database, cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
