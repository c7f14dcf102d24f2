using Microsoft.Extensions.Time.Testing;
using RabbitMQ.Client;
using Workers.Contracts;
using Workers.Coordinator.Saga;
using Workers.Coordinator.Tests.Stages;
using Workers.Messaging.Topology;
using Workers.Support;

namespace Workers.Coordinator.Tests;

/// <summary>A command that is nowhere any more is sent again, by evidence.</summary>
public sealed class Commands_that_are_lost
{
    private static readonly string[] WorkQueues =
        [Queues.ImportHazard, Queues.RunRiskCalc, Queues.CalculateBlock, Queues.MergeBlocks, Queues.ExportResults];

    [SkippableFact]
    public async Task After_a_purge_the_command_is_sent_again_and_one_that_waits_is_not()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await DurableStage.StartAsync(time, SagaStage.UsualTimeouts, workers: false);
        await DeclareAsync(stage.Broker);
        var request = Requests.New();
        await stage.PublishAsync(request);
        await DepthAsync(stage, 1, "not commanded");

        // It waits in its queue: that nobody works on it is no reason to send it twice.
        time.Advance(TimeSpan.FromMinutes(3));
        await LookAsync(stage, request);
        Assert.Equal(1u, await stage.DepthAsync(Queues.ImportHazard));

        await PurgeAsync(stage.Broker);
        await LookAsync(stage, request);
        await DepthAsync(stage, 1, "not sent again");
        Assert.Equal(JobState.ImportingHazard, (await stage.JobAsync(request.JobId))!.CurrentState);
    }

    [SkippableFact]
    public async Task One_that_somebody_works_on_is_not_sent_again()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await DurableStage.StartAsync(time, SagaStage.UsualTimeouts, workers: false);
        await DeclareAsync(stage.Broker);
        var request = Requests.New();
        await stage.PublishAsync(request);
        await DepthAsync(stage, 1, "not commanded");
        await PurgeAsync(stage.Broker);
        time.Advance(TimeSpan.FromMinutes(3));
        await stage.PublishAsync(new StepProgressed
        {
            JobId = request.JobId,
            Attempt = 1,
            Step = Queues.ImportHazard,
            Done = 1,
            Total = 2,
        });
        await Eventually.TrueAsync(
            async () => (await stage.JobAsync(request.JobId))!.ProgressTotal == 2, () => "no progress");

        await LookAsync(stage, request);

        Assert.Equal(0u, await stage.DepthAsync(Queues.ImportHazard));
    }

    /// <summary>The saga looks at the evidence, and has done so when this returns.</summary>
    private static async Task LookAsync(DurableStage stage, ImportHazardRequested request)
    {
        var before = (await stage.JobAsync(request.JobId))!.DeadlineToken;
        await stage.PublishAsync(new DeadlinePassed { JobId = request.JobId });
        await Eventually.TrueAsync(
            async () => (await stage.JobAsync(request.JobId))!.DeadlineToken != before, () => "not looked");
        await Eventually.TrueAsync(async () => await stage.DueAsync() == 0, () => "outbox not emptied");
    }

    private static Task DepthAsync(DurableStage stage, uint messages, string otherwise) => Eventually.TrueAsync(
        async () => await stage.DepthAsync(Queues.ImportHazard) == messages, () => otherwise);

    private static async Task DeclareAsync(Uri broker)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var queue in WorkQueues)
        {
            await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true);
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
            await channel.QueueBindAsync(queue, queue, "");
        }
    }

    private static async Task PurgeAsync(Uri broker)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueuePurgeAsync(Queues.ImportHazard);
    }
}
