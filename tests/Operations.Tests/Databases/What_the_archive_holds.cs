using Workers.Contracts;
using Workers.Errors;
using Workers.Operations.Archive;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.Databases.Tables;
using Workers.Support.Answers;

namespace Workers.Operations.Tests.Databases;

public sealed class What_the_archive_holds : IClassFixture<OperatedSystem>
{
    private static readonly EngineCase Case = EngineCase.Copy("scenario_risk_imts_tags");
    private readonly OperatedSystem _system;

    public What_the_archive_holds(OperatedSystem system) => _system = system;

    [SkippableFact]
    public async Task Hazard_is_shown_with_what_it_holds_and_who_used_it()
    {
        var client = _system.Open();
        var hazard = await AddHazardAsync(client);
        var job = await AddJobAsync(JobState.Cancelled, hazard, new string('0', 64));

        var detail = await client.Hazard.ShowAsync(hazard, default);

        Assert.Equal(["PGA", "SA(0.3)"], detail.Imts.Select(imt => imt.Name).Order());
        Assert.Equal(9, detail.Hazard.Sites);
        Assert.Equal(4, detail.Area!.Count);
        Assert.True(detail.Area[0] < detail.Area[2] && detail.Area[1] < detail.Area[3]);
        Assert.True(detail.Bytes > 0);
        Assert.Contains(job, detail.Jobs.Newest.Select(use => use.JobId));
    }

    [SkippableFact]
    public async Task A_model_is_shown_with_what_it_holds_and_who_used_it()
    {
        var client = _system.Open();
        var model = (await client.Models.AddAsync(RiskModelSource.Read(Case.Inputs), "ana", default)).Id;
        var job = await AddJobAsync(JobState.Cancelled, Guid.Empty, model);

        var detail = await client.Models.ShowAsync(model, default);

        Assert.Equal((24, "scenario_risk"), (detail.Model.Assets, detail.Model.Mode));
        Assert.Contains("job.ini", detail.Files);
        Assert.True(detail.Bytes > 0 && detail.Places > 0);
        Assert.Contains(job, detail.Jobs.Newest.Select(use => use.JobId));
    }

    [SkippableTheory]
    [InlineData(JobState.Calculating), InlineData(JobState.NeedsAttention), InlineData(JobState.Completed)]
    public async Task What_a_job_needs_is_not_removed_and_the_refusal_names_the_job(string state)
    {
        var client = _system.Open();
        var hazard = await AddHazardAsync(client);
        var model = (await client.Models.AddAsync(RiskModelSource.Read(Case.Inputs), "ana", default)).Id;
        var job = await AddJobAsync(state, hazard, model);

        var ofHazard = await Assert.ThrowsAsync<InputException>(() => client.Hazard.RemoveAsync(hazard, default));
        var ofModel = await Assert.ThrowsAsync<InputException>(() => client.Models.RemoveAsync(model, default));

        Assert.All([ofHazard, ofModel], refusal =>
        {
            Assert.Equal(ErrorCode.StillNeeded, refusal.Error.Code);
            Assert.Contains($"{job}", refusal.Error.Where);
        });
        await client.Hazard.GetAsync(hazard, default);
        await client.Models.ShowAsync(model, default);
    }

    [SkippableFact]
    public async Task What_no_job_needs_is_removed_whole()
    {
        await using var own = new OwnSystem();
        var client = await own.OpenAsync();
        var hazard = await AddHazardAsync(client);
        var model = (await client.Models.AddAsync(RiskModelSource.Read(Case.Inputs), "ana", default)).Id;
        await own.System.AddAsync(JobOf(JobState.Failed, hazard, model), JobOf(JobState.Cancelled, hazard, model));

        await client.Hazard.RemoveAsync(hazard, default);
        await client.Models.RemoveAsync(model, default);

        Assert.Equal(0, await own.System.CountAsync<HazardCalculationRow>());
        Assert.Equal(0, await own.System.CountAsync<HazardSiteRow>());
        Assert.Equal(0, await own.System.CountAsync<HazardValuesRow>());
        Assert.Equal(0, await own.System.CountAsync<RiskModelRow>());
        Assert.Equal(0, await own.System.CountAsync<RiskModelFileRow>());
        Assert.Equal(
            ErrorCode.UnknownHazard,
            (await Assert.ThrowsAsync<InputException>(() => client.Hazard.RemoveAsync(hazard, default))).Error.Code);
    }

    private static async Task<Guid> AddHazardAsync(SystemClient client) =>
        (await client.Hazard.AddAsync(HazardFolder.Read(Case.Hazard), "ana", default)).Id;

    private async Task<Guid> AddJobAsync(string state, Guid hazard, string model)
    {
        var job = JobOf(state, hazard, model);
        await _system.AddAsync(job);
        return job.CorrelationId;
    }

    private static RiskJobRow JobOf(string state, Guid hazard, string model)
    {
        var job = OperatedSystem.Job($"{Guid.NewGuid()}", 0, state);
        job.HazardCalculationId = hazard;
        job.RiskModelId = model;
        return job;
    }

    /// <summary>Databases for one test.</summary>
    private sealed class OwnSystem : IAsyncDisposable
    {
        public OperatedSystem System { get; } = new();

        public async Task<SystemClient> OpenAsync()
        {
            await System.InitializeAsync();
            return System.Open();
        }

        public async ValueTask DisposeAsync() => await System.DisposeAsync();
    }
}
