using System.Diagnostics;
using MassTransit;
using Workers.Contracts;
using Workers.Coordinator.Tests.Stages;
using Workers.Hosting;
using Workers.Hosting.Settings;
using Workers.Messaging.Steps;
using Workers.Messaging.Topology;
using Workers.Storage;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Support;
using Xunit.Abstractions;

namespace Workers.Coordinator.Tests;

/// <summary>
/// What the messages alone cost: the whole chain with steps that do nothing. The figures are printed, not asserted.
/// </summary>
public sealed class Latency_of_messages(ITestOutputHelper output)
{
    private const int Warm = 50;

    [SkippableFact]
    public async Task Jobs_with_instant_steps_complete()
    {
        await using var stage = await DurableStage.StartAsync(
            TimeProvider.System, SagaStage.UsualTimeouts, workers: false);
        var engine = await TestServers.CreateDatabaseAsync();
        await DatabaseMigrator.MigrateAsync(Database.Engine, engine);
        string[] settings = [$"--WORKERS_BROKER={stage.Broker}", $"--WORKERS_ENGINE={engine}"];
        using var workers = WorkersHost.Build<EngineDb>(WorkersProcess.Calculator, Database.Engine, settings, host =>
        {
            host.Services.AddDatabase<EngineDb>(Database.Engine, engine);
            host.Step<Instant<ImportHazardRequested>, ImportHazardRequested>(Queues.ImportHazard);
            host.Step<Instant<RunRiskCalc>, RunRiskCalc>(Queues.RunRiskCalc);
            host.Step<Instant<ExportResults>, ExportResults>(Queues.ExportResults);
        });
        await workers.StartAsync();

        var times = new List<double>();
        var cpu = TimeSpan.Zero;
        for (var i = 0; i < Warm + 50; i++)
        {
            var request = Requests.New();
            var clock = Stopwatch.StartNew();
            await stage.PublishAsync(request);
            await stage.SeeAsync<RiskJobStateChanged>(x => x.JobId == request.JobId && x.To == JobState.Completed);
            if (i == Warm)
                cpu = Environment.CpuUsage.TotalTime;
            if (i >= Warm)
                times.Add(clock.Elapsed.TotalMilliseconds);
        }
        var spent = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / times.Count;
        times.Sort();
        output.WriteLine($"publish to Completed, {times.Count} jobs one after the other: " +
            $"p50 {times[times.Count / 2]:F0} ms, p95 {times[times.Count * 95 / 100]:F0} ms, " +
            $"CPU of all processes but the servers {spent:F0} ms a job");
        await workers.StopAsync();
    }

    private sealed class Instant<TCommand> : IStep<TCommand, EngineDb> where TCommand : class
    {
        public Task<CompleteStep<EngineDb>> WorkAsync(StepContext<TCommand> step, CancellationToken cancel) =>
            Task.FromResult<CompleteStep<EngineDb>>(transaction => CompleteAsync(transaction, step.Message));

        private static Task CompleteAsync(StepTransaction<EngineDb> transaction, TCommand command) => command switch
        {
            ImportHazardRequested x => transaction.PublishAsync(
                new HazardImported { JobId = x.JobId, Attempt = x.Attempt, ImportId = NewId.NextGuid() }),
            RunRiskCalc x => transaction.PublishAsync(
                new RiskCalcCompleted { JobId = x.JobId, Attempt = x.Attempt }),
            ExportResults x => transaction.PublishAsync(
                new ResultsExported { JobId = x.JobId, Attempt = x.Attempt }),
            _ => Task.CompletedTask,
        };
    }
}
