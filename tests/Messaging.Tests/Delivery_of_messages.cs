using MassTransit;
using Npgsql;
using RabbitMQ.Client;
using Workers.Contracts;
using Workers.Messaging.Inbox;
using Workers.Messaging.Outbox;
using Workers.Messaging.Topology;
using Workers.Support;

namespace Workers.Messaging.Tests;

/// <summary>Nothing lost, nothing done twice, when lines and processes break.</summary>
public sealed class Delivery_of_messages
{
    private static RunRiskCalc Command() => new() { JobId = Guid.NewGuid(), Attempt = 1, ImportId = Guid.NewGuid() };

    [SkippableFact]
    public async Task The_line_breaks_between_commit_and_acknowledgement()
    {
        await using var worker = await Worker.StartAsync(processes: 0);
        await using var line = new TcpProxy(worker.Broker.Host, worker.Broker.Port);
        var throughLine = new UriBuilder(worker.Broker) { Host = "127.0.0.1", Port = line.Port };
        await worker.AddProcessAsync(throughLine.Uri);
        worker.Script.Complete = async (transaction, step) =>
        {
            await transaction.PublishAsync(new RiskCalcCompleted { JobId = step.Job.JobId, Attempt = 1 });
            line.Cut();         // the commit follows; neither acknowledgement nor delivery can get through
        };
        var command = Command();
        await worker.RunAsync(command);
        await worker.RowsAsync("messaging.outbox", 1, "not committed");
        await worker.DepthAsync(Queues.RunRiskCalc, 1, "not given back by the broker");
        Assert.Empty(worker.Heard.All<RiskCalcCompleted>());

        line.Mend();

        await worker.Heard.OneAsync<RiskCalcCompleted>();
        await worker.RowsAsync("messaging.outbox", 0, "outbox not emptied");
        await worker.DepthAsync(Queues.RunRiskCalc, 0, "not acknowledged");
        worker.Script.Complete = (_, _) => Task.CompletedTask;
        Assert.Equal(1, worker.Script.Runs);
        Assert.Single(worker.Heard.All<RiskCalcCompleted>());
    }

    [SkippableFact]
    public async Task A_process_that_stops_in_the_middle_gives_its_work_to_another()
    {
        await using var worker = await Worker.StartAsync();
        var working = new TaskCompletionSource();
        worker.Script.Work = (_, cancel) =>
        {
            if (worker.Script.Runs > 1)
                return Task.CompletedTask;
            working.SetResult();
            return Never.EndsAsync(cancel);
        };
        await worker.RunAsync(Command());
        await working.Task;

        var stopping = worker.StopAsync(0);
        await worker.AddProcessAsync(worker.Broker);
        await stopping;

        await worker.Heard.OneAsync<RiskCalcCompleted>();
        Assert.Equal(2, worker.Script.Runs);
        Assert.Empty(worker.Heard.All<Fault<RunRiskCalc>>());
        Assert.Equal(0u, await Queue.DepthAsync(worker.Broker, "run-risk-calc_error"));
    }

    [SkippableFact]
    public async Task A_command_that_nobody_receives_waits_in_the_outbox()
    {
        await using var worker = await Worker.StartAsync();
        worker.Script.Complete = (transaction, step) =>
            transaction.SendAsync("not-yet", new DiscardResults { JobId = step.Job.JobId, Attempt = 7 });
        await worker.RunAsync(Command());
        await worker.RowsAsync("messaging.outbox WHERE attempts > 1", 1, "not tried again");

        var heard = new TaskCompletionSource<int>();
        await worker.ListenAsync<DiscardResults>("not-yet", x => heard.TrySetResult(x.Attempt));

        Assert.Equal(7, await heard.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        await worker.RowsAsync("messaging.outbox", 0, "outbox not emptied");
    }

    [SkippableFact]
    public async Task Messages_of_a_job_keep_their_order_and_delayed_ones_come_later()
    {
        await using var worker = await Worker.StartAsync();
        worker.Script.Complete = async (transaction, step) =>
        {
            var last = new RiskCalcCompleted { JobId = step.Job.JobId, Assets = -1 };
            await transaction.SendAsync(Queues.RiskJob, last, TimeSpan.FromSeconds(1));
            for (var i = 0; i < 50; i++)
                await transaction.PublishAsync(new RiskCalcCompleted { JobId = step.Job.JobId, Assets = i });
        };
        await worker.RunAsync(Command());

        await worker.Heard.OneAsync<RiskCalcCompleted>(x => x.Assets == -1);
        Assert.Equal([.. Enumerable.Range(0, 50), -1], worker.Heard.All<RiskCalcCompleted>().Select(x => x.Assets));
    }

    [SkippableFact]
    public async Task What_another_program_writes_into_the_outbox_is_sent()
    {
        await using var worker = await Worker.StartAsync();
        await using var database = NpgsqlDataSource.Create(worker.Engine);
        var command = Command();

        var outbox = new CommandOutbox(database, TimeProvider.System);
        var id = await outbox.PublishAsync(new RiskCalcCompleted { JobId = command.JobId, Attempt = 1 });

        Assert.NotEqual(Guid.Empty, id);
        await worker.Heard.OneAsync<RiskCalcCompleted>(x => x.JobId == command.JobId);
    }

    [SkippableFact]
    public async Task A_message_that_kills_its_worker_again_and_again_is_set_aside()
    {
        await using var worker = await Worker.StartAsync();
        await worker.StopAsync(0);
        await worker.RunAsync(Command());
        await using (var connection = await new ConnectionFactory { Uri = worker.Broker }.CreateConnectionAsync())
        {
            await using var channel = await connection.CreateChannelAsync();
            await Eventually.TrueAsync(async () =>
            {
                // What the broker does when a consumer dies.
                if (await channel.BasicGetAsync(Queues.RunRiskCalc, autoAck: false) is { } delivery)
                    await channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue: true);
                return await Queue.DepthAsync(worker.Broker, Queues.DeadLetters) == 1;
            }, () => "not set aside");
        }
        Assert.Equal(0u, await Queue.DepthAsync(worker.Broker, Queues.RunRiskCalc));
    }

    [SkippableFact]
    public async Task The_inbox_forgets_what_is_old_in_the_time_of_the_database()
    {
        await using var worker = await Worker.StartAsync();
        await using var database = NpgsqlDataSource.Create(worker.Engine);
        await using (var old = database.CreateCommand(
            """
            INSERT INTO messaging.inbox
            SELECT gen_random_uuid(), gen_random_uuid(), now() - n * interval '1 day' FROM generate_series(1, 60) n
            """))
            await old.ExecuteNonQueryAsync();
        await using var connection = await database.OpenConnectionAsync();
        Assert.Equal(30, await InboxTable.CleanAsync(connection, TimeSpan.FromDays(30.5), CancellationToken.None));
        Assert.Equal(30, await worker.CountAsync("messaging.inbox"));
    }
}
