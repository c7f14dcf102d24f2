using Workers.Contracts;
using Workers.Faults.Load;
using Workers.Journeys.Running;
using Workers.Storage.Databases;

namespace Workers.Journeys.Faults;

[Collection(OneSystem.Name)]
public sealed class When_a_process_is_killed_in_the_middle_of_its_step(RunningSystem system)
{
    /// <summary>The table tells where the process stands when it dies: it is about to write it.</summary>
    [SkippableTheory]
    [InlineData("importer", Database.Engine, "engine.import_part")]
    [InlineData("importer", Database.Engine, "engine.hazard_values")]
    [InlineData("importer", Database.Engine, "engine.job_run")]
    [InlineData("calculator-1", Database.Engine, "engine.result_asset_values")]
    [InlineData("calculator-1", Database.Engine, "messaging.outbox")]
    [InlineData("exporter", Database.Icebox, "icebox.export_part")]
    [InlineData("exporter", Database.Icebox, "icebox.result_asset_values")]
    [InlineData("exporter", Database.Icebox, "messaging.inbox")]
    [InlineData("coordinator", Database.Jobs, "jobs.job_transition")]
    [InlineData("coordinator", Database.Jobs, "messaging.inbox")]
    public async Task The_job_completes_with_the_results_of_an_undisturbed_run(
        string process,
        string database,
        string table)
    {
        await system.UpAsync();
        var client = system.Client;
        var request = await client.RequestForAsync(TestCases.Scenario);
        if (process == "calculator-1")
            await system.KillAsync("calculator-2");

        await using (var held = await HeldTable.HoldAsync(system.ConnectionTo(database), table))
        {
            await client.Jobs.SubmitAsync(
                request with { Area = TestCases.AreaNoOtherJobHas() },
                CancellationToken.None);
            await held.SomebodyWaitsAsync();
            await system.KillAsync(process);
        }
        // Of two calculators it is the other that takes over what the killed one held.
        await system.StartAsync(process == "calculator-1" ? "calculator-2" : process);
        var survived = await client.CompleteAsync(request.JobId);
        await system.StartAsync("calculator-1");

        var undisturbed = request with { JobId = Guid.NewGuid(), Area = TestCases.AreaNoOtherJobHas() };
        await client.Jobs.SubmitAsync(undisturbed, CancellationToken.None);
        Assert.Equal(ResultHash.Of(await client.CompleteAsync(undisturbed.JobId)), ResultHash.Of(survived));
        var timeline = (await client.RestAsync(request.JobId)).Timeline!;
        Assert.Equal(
            [JobState.ImportingHazard, JobState.Calculating, JobState.ExportingResults, JobState.Completed],
            timeline.Select(t => t.To));
    }
}
