using Npgsql;
using Workers.Contracts;
using Workers.Messaging.Outbox;
using Workers.Messaging.Topology;
using Workers.Support;

namespace Workers.Messaging.Tests;

/// <summary>A message that the broker does not want holds up no other, and is seen.</summary>
public sealed class Messages_that_are_refused
{
    private static RunRiskCalc Command() => new() { JobId = Guid.NewGuid(), Attempt = 1, ImportId = Guid.NewGuid() };

    [SkippableTheory]
    [InlineData("exchange:amq.nope")]
    // Internal: the broker closes the channel of whoever publishes to it.
    [InlineData("exchange:amq.rabbitmq.trace")]
    [InlineData("exchange:zz?type=nonsense")]
    [InlineData("http://elsewhere/")]
    [InlineData("no address at all")]
    public async Task It_is_tried_counted_and_given_up_while_all_others_are_sent(string destination)
    {
        await using var worker = await Worker.StartAsync();
        // Its last try: nine were in vain before. Among many others, all due at once.
        var jobs = Enumerable.Range(0, 40).Select(_ => Guid.NewGuid()).ToList();
        await using var database = NpgsqlDataSource.Create(worker.Engine);
        await using (var connection = await database.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            var outbox = new CommandOutbox(database, TimeProvider.System);
            foreach (var job in jobs.Take(20))
                await outbox.PublishAsync(new RiskCalcCompleted { JobId = job, Attempt = 1 }, connection, transaction);
            await PoisonAsync(connection, destination, "{}");
            foreach (var job in jobs.Skip(20))
                await outbox.PublishAsync(new RiskCalcCompleted { JobId = job, Attempt = 1 }, connection, transaction);
            await transaction.CommitAsync();
        }

        foreach (var job in jobs)
            await worker.Heard.OneAsync<RiskCalcCompleted>(x => x.JobId == job);
        await worker.RowsAsync(
            "messaging.outbox WHERE due_at = 'infinity' AND attempts = 10 AND last_error IS NOT NULL",
            1,
            "not given up");
        Assert.Equal(1, (await OutboxBacklog.ReadAsync(database, CancellationToken.None)).GivenUp);
        Assert.Equal(1, await worker.CountAsync("messaging.outbox"));
        // Some perhaps twice: what was not confirmed when the channel closed is sent again.
        Assert.Equal(40, worker.Heard.All<RiskCalcCompleted>().DistinctBy(x => x.JobId).Count());
    }

    [SkippableFact]
    public async Task One_that_is_larger_than_the_broker_takes_is_given_up_unsent()
    {
        await using var worker = await Worker.StartAsync();
        await using var database = NpgsqlDataSource.Create(worker.Engine);
        await using (var connection = await database.OpenConnectionAsync())
            await PoisonAsync(connection, "exchange:risk-job", new string('x', MessageLimits.Broker + 1), attempts: 0);
        await worker.RunAsync(Command());

        await worker.Heard.OneAsync<RiskCalcCompleted>();
        await worker.RowsAsync("messaging.outbox WHERE due_at = 'infinity' AND attempts = 1", 1, "not given up");
    }

    [SkippableFact]
    public async Task One_to_a_queue_of_ours_that_is_not_there_yet_is_never_given_up()
    {
        await using var worker = await Worker.StartAsync();
        await using var database = NpgsqlDataSource.Create(worker.Engine);
        await using (var connection = await database.OpenConnectionAsync())
            await PoisonAsync(connection, "exchange:" + Queues.ExportResults, "{}", attempts: 50);

        await worker.RowsAsync("messaging.outbox WHERE attempts > 50 AND due_at < 'infinity'", 1, "not tried again");
    }

    [SkippableFact]
    public async Task A_line_that_falls_silent_is_given_up_and_what_waited_is_sent_on_another()
    {
        await using var worker = await Worker.StartAsync(processes: 0);
        await using var line = new TcpProxy(worker.Broker.Host, worker.Broker.Port);
        var throughLine = new UriBuilder(worker.Broker) { Host = "127.0.0.1", Port = line.Port };
        await worker.AddProcessAsync(throughLine.Uri);
        await using var database = NpgsqlDataSource.Create(worker.Engine);
        var outbox = new CommandOutbox(database, TimeProvider.System);
        var (before, after) = (Guid.NewGuid(), Guid.NewGuid());
        await outbox.PublishAsync(new RiskCalcCompleted { JobId = before });
        await worker.Heard.OneAsync<RiskCalcCompleted>(x => x.JobId == before);

        var opened = line.Opened;
        line.Silence();
        await outbox.PublishAsync(new RiskCalcCompleted { JobId = after });
        await Eventually.TrueAsync(() => line.Opened > opened, "no new line is tried");
        line.Mend();

        await worker.Heard.OneAsync<RiskCalcCompleted>(x => x.JobId == after);
        await worker.RowsAsync("messaging.outbox", 0, "outbox not emptied");
    }

    private static async Task PoisonAsync(
        NpgsqlConnection connection, string destination, string body, int attempts = 9)
    {
        await using var poison = new NpgsqlCommand(
            """
            INSERT INTO messaging.outbox
                (message_id, destination_address, content_type, message_type, body, sent_at, due_at, attempts)
            VALUES
                (gen_random_uuid(), $1, 'application/vnd.masstransit+json', 'urn:message:x', $2, now(), now(), $3)
            """,
            connection)
        {
            Parameters = { new() { Value = destination }, new() { Value = body }, new() { Value = attempts } },
        };
        await poison.ExecuteNonQueryAsync();
    }
}
