using System.Text.Json;
using Workers.Contracts;
using Workers.Errors;
using Workers.Operations.Archive;
using Workers.Operations.Jobs;
using Workers.Support.Answers;

namespace Workers.Operations.Tests.Databases;

public sealed class Jobs_like_others : IAsyncLifetime
{
    private static readonly EngineCase Case = EngineCase.Copy("scenario_risk_imts_tags");
    private readonly OperatedSystem _system = new();
    private ImportHazardRequested _request = new();

    public async Task InitializeAsync()
    {
        await _system.InitializeAsync();
        if (_system.Client is not { } client) return;
        _request = new ImportHazardRequested
        {
            JobId = Guid.NewGuid(),
            HazardCalculationId = (await client.Hazard.AddAsync(HazardFolder.Read(Case.Hazard), null, default)).Id,
            HazardOutputs = ["gmf"],
            RiskModelId = (await client.Models.AddAsync(RiskModelSource.Read(Case.Inputs), null, default)).Id,
            Area = new Area { BoundingBox = [12, 45, 13, 46] },
            Owner = "ana",
            Description = "the first",
        };
        var job = OperatedSystem.Job($"{_request.JobId}", 0);
        job.Request = JsonSerializer.Serialize(_request, JsonSerializerOptions.Web);
        await _system.AddAsync(job);
    }

    public Task DisposeAsync() => _system.DisposeAsync();

    [SkippableFact]
    public async Task A_job_is_asked_for_again_with_all_that_the_first_had()
    {
        var sent = await RerunAsync(new RerunRequest { Owner = "ben" });

        Assert.NotEqual(_request.JobId, sent.JobId);
        Assert.Equal(
            (_request.HazardCalculationId, _request.RiskModelId, "gmf", "ben", "the first"),
            (sent.HazardCalculationId, sent.RiskModelId, sent.HazardOutputs!.Single(), sent.Owner, sent.Description));
        Assert.Equal([12, 45, 13, 46], sent.Area!.BoundingBox!);
    }

    [SkippableFact]
    public async Task It_can_have_another_area_or_none()
    {
        var whole = await RerunAsync(new RerunRequest { HasOtherArea = true, Description = "whole" });

        Assert.Null(whole.Area);
        Assert.Equal("whole", whole.Description);
    }

    [SkippableFact]
    public async Task Another_parameter_makes_another_model()
    {
        var once = await RerunAsync(Setting("asset_hazard_distance", "5"));
        var models = _system.Open().Models;

        Assert.NotEqual(_request.RiskModelId, once.RiskModelId);
        Assert.Equal(5, (await models.ShowAsync(once.RiskModelId, default)).Model.AssetHazardDistance);
    }

    [SkippableFact]
    public async Task A_parameter_that_there_is_not_starts_nothing()
    {
        var client = _system.Open();
        await Assert.ThrowsAsync<InputException>(
            () => client.Reruns.StartAsync(_request.JobId, Setting("aset_hazard_distance", "5"), default));

        Assert.Empty(await _system.SentAsync());
    }

    private static RerunRequest Setting(string name, string value) =>
        new() { Parameters = new Dictionary<string, string> { [name] = value } };

    /// <summary>The request that waits to be sent.</summary>
    private async Task<ImportHazardRequested> RerunAsync(RerunRequest rerun)
    {
        var client = _system.Open();
        var id = await client.Reruns.StartAsync(_request.JobId, rerun, default);
        var body = Assert.Single(await _system.SentAsync());
        using var envelope = JsonDocument.Parse(body);
        var message = envelope.RootElement.GetProperty("message");
        var sent = message.Deserialize<ImportHazardRequested>(JsonSerializerOptions.Web)!;
        Assert.Equal(id, sent.JobId);
        return sent;
    }
}
