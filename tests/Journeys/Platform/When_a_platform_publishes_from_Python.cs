using Microsoft.EntityFrameworkCore;
using Workers.Contracts;
using Workers.Journeys.Running;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Jobs;
using Workers.Support;

namespace Workers.Journeys.Platform;

[Collection(OneSystem.Name)]
public sealed class When_a_platform_publishes_from_Python(RunningSystem system)
{
    [SkippableTheory]
    [InlineData("envelope")]
    [InlineData("plain")]
    public async Task Twice_with_the_same_id_it_finds_one_completed_job(string door)
    {
        await system.UpAsync();
        var request = await system.Client.RequestForAsync(TestCases.Scenario);
        for (var i = 0; i < 2; i++)
            await PythonExample.PublishAsync(
                new Uri(system.Connections.Broker),
                door,
                request.JobId,
                request.HazardCalculationId,
                request.RiskModelId);

        Assert.Equal(JobState.Completed, (await system.Client.RestAsync(request.JobId)).State);
        await using var source = Database.Open(Database.Jobs, system.Connections.Jobs);
        await using var jobs = new JobsDb(Database.Options<JobsDb>(Database.Jobs, source));
        Assert.Equal(1, await jobs.Jobs.CountAsync(j => j.CorrelationId == request.JobId));
        Assert.Equal(4, await jobs.Transitions.CountAsync(t => t.JobId == request.JobId));
    }
}
