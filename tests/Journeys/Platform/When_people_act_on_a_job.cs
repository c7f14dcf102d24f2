using Workers.Contracts;
using Workers.Errors;
using Workers.Faults.Load;
using Workers.Journeys.Faults;
using Workers.Journeys.Running;
using Workers.Storage.Databases;

namespace Workers.Journeys.Platform;

[Collection(OneSystem.Name)]
public sealed class When_people_act_on_a_job(RunningSystem system)
{
    [SkippableTheory]
    [InlineData(Database.Engine, "engine.hazard_values")]
    [InlineData(Database.Engine, "engine.result_asset_values")]
    [InlineData(Database.Icebox, "icebox.result_asset_values")]
    public async Task A_cancelled_job_ends_and_leaves_no_results(string database, string table)
    {
        await system.UpAsync();
        var client = system.Client;
        var request = await client.RequestForAsync(TestCases.Scenario) with { Area = TestCases.AreaNoOtherJobHas() };
        await using (var held = await HeldTable.HoldAsync(system.ConnectionTo(database), table))
        {
            await client.Jobs.SubmitAsync(request, CancellationToken.None);
            await held.SomebodyWaitsAsync();
            var cancelled = await client.Jobs.CancelAsync(
                request.JobId,
                "journeys",
                "changed my mind",
                Jobs.Patience());
            Assert.Equal(JobState.Cancelled, cancelled.State);
        }
        // Another job passes through all that the cancelled one held; then nothing of that one can still be under way.
        var next = request with { JobId = Guid.NewGuid(), Area = TestCases.AreaNoOtherJobHas() };
        await client.Jobs.SubmitAsync(next, CancellationToken.None);
        await client.CompleteAsync(next.JobId);
        Assert.Equal(JobState.Cancelled, (await client.RestAsync(request.JobId)).State);
        var missing = await Assert.ThrowsAsync<InputException>(
            () => client.Results.ReadAsync(request.JobId, CancellationToken.None));
        Assert.Equal(ErrorCode.UnknownJob, missing.Error.Code);
    }

    [SkippableFact]
    public async Task A_failed_job_is_tried_again_from_the_step_that_failed()
    {
        await system.UpAsync();
        var client = system.Client;
        var request = await client.RequestForAsync(TestCases.Scenario);
        var unknown = request with { HazardCalculationId = Guid.NewGuid() };
        await client.Jobs.SubmitAsync(unknown, CancellationToken.None);
        Assert.Equal(JobState.Failed, (await client.RestAsync(unknown.JobId)).State);

        var again = await client.Jobs.RetryAsync(unknown.JobId, "journeys", Jobs.Patience());
        Assert.Equal(2, again.Attempt);
        var ended = await client.RestAsync(unknown.JobId);
        Assert.Equal((JobState.Failed, 2), (ended.State, ended.Attempt));
        Assert.Equal($"W{(int)ErrorCode.UnknownHazard:D4}", ended.Error!.Code);
    }

    [SkippableFact]
    public async Task The_same_hazard_and_area_are_imported_once()
    {
        await system.UpAsync();
        var client = system.Client;
        var first = await client.RequestForAsync(TestCases.Scenario) with { Area = TestCases.AreaNoOtherJobHas() };
        var second = first with { JobId = Guid.NewGuid() };
        await client.Jobs.SubmitAsync(first, CancellationToken.None);
        var results = await client.CompleteAsync(first.JobId);
        await client.Jobs.SubmitAsync(second, CancellationToken.None);
        Assert.Equal(ResultHash.Of(results), ResultHash.Of(await client.CompleteAsync(second.JobId)));
        Assert.Equal((await client.RestAsync(first.JobId)).ImportId, (await client.RestAsync(second.JobId)).ImportId);
    }
}
