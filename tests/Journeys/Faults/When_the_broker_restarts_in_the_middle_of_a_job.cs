using Workers.Faults.Load;
using Workers.Journeys.Running;
using Workers.Storage.Databases;
using Workers.Support;

namespace Workers.Journeys.Faults;

[Collection(OneSystem.Name)]
public sealed class When_the_broker_restarts_in_the_middle_of_a_job(RunningSystem system)
{
    /// <summary>The broker goes away with every connection while a step stands still, and comes back.</summary>
    [SkippableTheory]
    [InlineData(Database.Engine, "engine.hazard_values")]
    [InlineData(Database.Engine, "engine.result_asset_values")]
    [InlineData(Database.Icebox, "icebox.result_asset_values")]
    public async Task The_job_completes_with_the_results_of_an_undisturbed_run(string database, string table)
    {
        await system.UpAsync();
        var client = system.Client;
        var request = await client.RequestForAsync(TestCases.Scenario);
        await using (var held = await HeldTable.HoldAsync(system.ConnectionTo(database), table))
        {
            await client.Jobs.SubmitAsync(
                request with { Area = TestCases.AreaNoOtherJobHas() },
                CancellationToken.None);
            await held.SomebodyWaitsAsync();
            await TestServers.ControlAsync("stop_app");
            await TestServers.ControlAsync("start_app");
        }
        var survived = await client.CompleteAsync(request.JobId);

        var undisturbed = request with { JobId = Guid.NewGuid(), Area = TestCases.AreaNoOtherJobHas() };
        await client.Jobs.SubmitAsync(undisturbed, CancellationToken.None);
        Assert.Equal(ResultHash.Of(await client.CompleteAsync(undisturbed.JobId)), ResultHash.Of(survived));
        Assert.Equal(0, await system.DeadLettersAsync());
    }
}
