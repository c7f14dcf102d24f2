using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using Workers.Contracts;
using Workers.Coordinator.Saga;
using Workers.Coordinator.Tests.Stages;
using Workers.Hosting;
using Workers.Hosting.Settings;
using Workers.Messaging.Topology;
using Workers.Storage.Databases;
using Workers.Support;

namespace Workers.Coordinator.Tests;

/// <summary>The platform as it comes: another language, plain JSON, broken JSON.</summary>
public sealed class Messages_of_a_platform
{
    private const string NoJob = "00000000-0000-0000-0000-000000000000";
    private const string SomeJob = "4f1d51d2-7a0b-4b8f-9d05-0c2a4d2f9a01";

    private static Task<DurableStage> StartAsync() =>
        DurableStage.StartAsync(TimeProvider.System, SagaStage.UsualTimeouts);

    [SkippableTheory]
    [InlineData("envelope")]
    [InlineData("plain")]
    public async Task The_documented_Python_example_run_twice_makes_one_job(string door)
    {
        await using var stage = await StartAsync();
        var job = Guid.NewGuid();
        var hazard = Guid.NewGuid();
        var model = new string('b', 64);
        await PythonExample.PublishAsync(stage.Broker, door, job, hazard, model);
        await PythonExample.PublishAsync(stage.Broker, door, job, hazard, model);

        await stage.SeeAsync<ImportHazardRequested>(x => x.JobId == job);
        // Comes after both.
        await stage.PublishAsync(new CancelRiskJob { JobId = job });
        await stage.SeeStateAsync(job, JobState.Cancelled);
        await using var scope = stage.Services.CreateAsyncScope();
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<CoordinatorDb>().Jobs.CountAsync());
        Assert.Single(stage.Seen.OfType<ImportHazardRequested>());
        Assert.Equal([12.0, 45.0, 12.6, 45.5], stage.Seen.OfType<ImportHazardRequested>().Single().Area!.BoundingBox!);
    }

    [SkippableFact]
    public async Task The_same_request_at_both_doors_is_one_job()
    {
        await using var stage = await StartAsync();
        var request = Requests.New();
        var json = $$"""
            {
              "jobId": "{{request.JobId}}",
              "hazardCalculationId": "{{request.HazardCalculationId}}",
              "riskModelId": "{{request.RiskModelId}}",
              "owner": "ana",
              "description": "a small job"
            }
            """;
        await SendPlainAsync(stage.Broker, json);
        await stage.SeeAsync<ImportHazardRequested>();

        await stage.PublishAsync(request);

        await stage.SeeAsync<RiskJobStateChanged>(
            x => x is { From: JobState.ImportingHazard, To: JobState.ImportingHazard });
    }

    [SkippableFact]
    public async Task A_byte_order_mark_before_a_plain_request_is_passed_over()
    {
        await using var stage = await StartAsync();
        var request = Requests.New();
        var json = $$"""
            {
              "jobId": "{{request.JobId}}",
              "hazardCalculationId": "{{request.HazardCalculationId}}",
              "riskModelId": "{{request.RiskModelId}}"
            }
            """;
        await SendPlainAsync(stage.Broker, "\uFEFF" + json);
        await stage.SeeAsync<ImportHazardRequested>(x => x.JobId == request.JobId);
    }

    [SkippableTheory]
    [InlineData($$$"""{"jobId": "{{{SomeJob}}}", "aera": {}}""", SomeJob)]
    [InlineData("""{"jobId": "not a uuid"}""", NoJob)]
    [InlineData("[1, 2", NoJob)]
    [InlineData("", NoJob)]
    [InlineData($$"""{"jobId": "{{SomeJob}}", "owner": "\ud800"}""", SomeJob)]
    [InlineData($$$$"""{"jobId": "{{{{SomeJob}}}}", "area": {"geometry": {"type": "\ud800"}}}""", SomeJob)]
    [InlineData("null", NoJob)]
    public async Task Plain_requests_that_cannot_be_read_are_refused_without_a_dead_letter(string body, string job)
    {
        await using var stage = await StartAsync();
        await SendPlainAsync(stage.Broker, body, contentType: "text/whatever", messageId: "not a uuid");

        var refused = await stage.SeeAsync<RiskJobRefused>();
        Assert.Equal(("W1003", Guid.Parse(job)), (refused.Error.Code, refused.JobId));
        Assert.Equal(0, await stage.Letters().CountAsync());
    }

    [SkippableFact]
    public async Task A_text_that_the_database_cannot_hold_is_refused()
    {
        await using var stage = await StartAsync();
        await stage.PublishAsync(Requests.New() with { Description = "a\0b" });

        Assert.Equal("W1003", (await stage.SeeAsync<RiskJobRefused>()).Error.Code);
    }

    [SkippableFact]
    public async Task An_area_that_is_wrong_fails_the_job()
    {
        await using var stage = await StartAsync();
        var request = Requests.New() with { Area = new Area { BoundingBox = [10, 50, 11, 40] } };
        await stage.PublishAsync(request);

        Assert.Equal("W1001", (await stage.SeeAsync<RiskJobStateChanged>(x => x.To == JobState.Failed)).Error!.Code);
    }

    [SkippableFact]
    public async Task What_is_told_can_be_bound_to_before_anything_happens()
    {
        Type[] messages =
        [
            typeof(RiskJobStateChanged), typeof(RiskJobRefused),
            typeof(ImportHazardRequested), typeof(CancelRiskJob), typeof(RetryRiskJob),
        ];
        var broker = await TestServers.CreateVirtualHostAsync();
        var jobs = await TestServers.CreateDatabaseAsync();
        await DatabaseMigrator.MigrateAsync(Database.Jobs, jobs);
        string[] settings = [$"--WORKERS_BROKER={broker}", $"--WORKERS_JOBS={jobs}"];
        using var coordinator = WorkersHost.Build<CoordinatorDb>(
            WorkersProcess.Coordinator, Database.Jobs, settings, CoordinatorSetup.Configure);
        await coordinator.StartAsync();
        await using (var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync())
        await using (var channel = await connection.CreateChannelAsync())
        {
            foreach (var message in messages)
                await channel.ExchangeDeclarePassiveAsync(EntityNames.Of(message));
        }
        await coordinator.StopAsync();
        await TestServers.DropAsync(broker, jobs);
    }

    internal static async Task SendPlainAsync(
        Uri broker,
        string body,
        string contentType = "application/json",
        string? messageId = null)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var properties = new BasicProperties
        {
            ContentType = contentType,
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = messageId,
        };
        var bytes = Encoding.UTF8.GetBytes(body);
        await channel.BasicPublishAsync(Queues.RiskJobIngress, "", mandatory: true, properties, bytes);
    }
}
