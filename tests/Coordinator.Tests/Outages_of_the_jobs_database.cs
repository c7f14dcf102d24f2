using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workers.Contracts;
using Workers.Coordinator.Tests.Stages;
using Workers.Messaging.Outages;
using Workers.Support;

namespace Workers.Coordinator.Tests;

/// <summary>What was accepted while the jobs database was away becomes a job when it is back.</summary>
public sealed class Outages_of_the_jobs_database
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [SkippableFact]
    public async Task Requests_and_events_that_come_meanwhile_are_neither_lost_nor_dead_letters()
    {
        await using var stage = await DurableStage.StartAsync(TimeProvider.System, SagaStage.UsualTimeouts);
        var importing = Enumerable.Range(0, 10).Select(_ => Requests.New()).ToList();
        foreach (var request in importing)
            await stage.PublishAsync(request);
        foreach (var request in importing)
            await stage.SeeAsync<ImportHazardRequested>(x => x.JobId == request.JobId);

        stage.DatabaseLine.Cut();
        foreach (var request in importing)
        {
            await stage.PublishAsync(
                new HazardImported { JobId = request.JobId, Attempt = 1, ImportId = Guid.NewGuid() });
        }
        var meanwhile = Enumerable.Range(0, 40).Select(_ => Requests.New()).ToList();
        foreach (var (at, request) in meanwhile.Index())
        {
            var sent = at % 2 == 0
                ? stage.PublishAsync(request)
                : Messages_of_a_platform.SendPlainAsync(stage.Broker, JsonSerializer.Serialize(request, Json));
            await sent;
        }
        var outage = stage.Services.GetRequiredService<Outage>();
        await Eventually.TrueAsync(() => outage.Now is not null, "the outage is not seen");
        stage.DatabaseLine.Mend();

        foreach (var request in importing)
            await stage.SeeAsync<RunRiskCalc>(x => x.JobId == request.JobId);
        foreach (var request in meanwhile)
            await stage.SeeAsync<ImportHazardRequested>(x => x.JobId == request.JobId);
        Assert.Empty(await stage.SetAsideAsync());
    }
}
