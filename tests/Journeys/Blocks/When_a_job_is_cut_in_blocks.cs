using Workers.Contracts;
using Workers.Faults.Load;
using Workers.Journeys.Faults;
using Workers.Journeys.Running;
using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk;
using Workers.Risk.Hazard;
using Workers.Storage.Databases;
using Workers.Support;

namespace Workers.Journeys.Blocks;

[Collection(OneSystem.Name)]
public sealed class When_a_job_is_cut_in_blocks(RunningSystem system)
{
    private const int Events = 9_000, Assets = 12_000;

    private static readonly ArchivableHazard Motion = LargeJob.GroundMotion(Events);

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(0.3)]
    public async Task Its_results_are_those_of_the_whole_bit_for_bit(double cov)
    {
        await system.UpAsync();
        await IsAsWholeAsync(Motion, LargeJob.Files("event_based_risk", Assets, cov));
    }

    [SkippableFact]
    public async Task So_are_curves_of_many_assets()
    {
        await system.UpAsync();
        await IsAsWholeAsync(LargeJob.Curves(), LargeJob.Files("classical_risk", 20_000, 0.3));
    }

    [SkippableFact]
    public async Task A_killed_calculator_costs_its_block_and_no_more()
    {
        await system.UpAsync();
        var request = await system.Client.RequestForAsync(Motion, LargeJob.Files("event_based_risk", Assets, 0.2));
        await system.KillAsync("calculator-2");
        await using (var held = await HeldTable.HoldAsync(system.Connections.Engine, "engine.finished_block"))
        {
            await system.Client.Jobs.SubmitAsync(request, CancellationToken.None);
            await held.SomebodyWaitsAsync();
            await system.KillAsync("calculator-1");
        }
        await system.StartAsync("calculator-2");
        var survived = await system.Client.CompleteAsync(request.JobId);
        await system.StartAsync("calculator-1");

        var undisturbed = request with { JobId = Guid.NewGuid() };
        await system.Client.Jobs.SubmitAsync(undisturbed, CancellationToken.None);
        Assert.Equal(ResultHash.Of(await system.Client.CompleteAsync(undisturbed.JobId)), ResultHash.Of(survived));
        Assert.Equal(0, await system.CountAsync(Database.Engine, "engine.calculated_block"));
    }

    [SkippableFact]
    public async Task A_small_job_does_not_wait_for_it()
    {
        await system.UpAsync();
        var large = await system.Client.RequestForAsync(Motion, LargeJob.Files("event_based_risk", Assets, 0.25));
        await using (var held = await HeldTable.HoldAsync(system.Connections.Engine, "engine.calculated_block"))
        {
            await system.Client.Jobs.SubmitAsync(large, CancellationToken.None);
            await held.SomebodyWaitsAsync();
            foreach (var engine in new[] { TestCases.Classical, TestCases.Scenario })
            {
                var small = await system.Client.RequestForAsync(engine);
                await system.Client.Jobs.SubmitAsync(small, CancellationToken.None);
                await system.Client.CompleteAsync(small.JobId);
            }
        }
        await system.Client.CompleteAsync(large.JobId);
    }

    [SkippableFact]
    public async Task A_cancelled_one_leaves_no_block()
    {
        await system.UpAsync();
        var request = await system.Client.RequestForAsync(Motion, LargeJob.Files("event_based_risk", Assets, 0.15));
        await using (var held = await HeldTable.HoldAsync(system.Connections.Engine, "engine.finished_block"))
        {
            await system.Client.Jobs.SubmitAsync(request, CancellationToken.None);
            await held.SomebodyWaitsAsync();
            await system.Client.Jobs.CancelAsync(request.JobId, "journeys", null, CancellationToken.None);
            Assert.Equal(JobState.Cancelled, (await system.Client.RestAsync(request.JobId)).State);
        }
        await Eventually.TrueAsync(
            async () => await system.CountAsync(Database.Engine, "engine.calculated_block") == 0,
            () => "blocks of a cancelled job are left");
        Assert.Equal(0, await system.DeadLettersAsync());
    }

    private async Task IsAsWholeAsync(ArchivableHazard hazard, RiskJobFiles files)
    {
        var request = await system.Client.RequestForAsync(hazard, files);
        await system.Client.Jobs.SubmitAsync(request, CancellationToken.None);
        var whole = RiskCalculation.Calculate(RiskJobReader.Read(files), HazardInput.From(hazard));
        Assert.Equal(ResultHash.Of(whole), ResultHash.Of(await system.Client.CompleteAsync(request.JobId)));
    }
}
