using System.Text.Json;
using Npgsql;
using Workers.Contracts;
using Workers.Errors;
using Workers.Journeys.Running;
using Workers.OpenQuake.JobFiles;
using Workers.Operations.Jobs;
using Workers.Support.Answers;

namespace Workers.Journeys.Refusals;

[Collection(OneSystem.Name)]
public sealed class When_the_input_is_wrong(RunningSystem system)
{
    private const string Triangle = """{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]}""";

    [SkippableFact]
    public async Task Hazard_that_is_not_there() => await IsRefusedAsync(
        r => r with { HazardCalculationId = Guid.NewGuid() }, ErrorCode.UnknownHazard);

    [SkippableFact]
    public async Task A_risk_model_that_is_not_there() => await IsRefusedAsync(
        r => r with { RiskModelId = new string('0', 64) }, ErrorCode.UnknownRiskModel);

    [SkippableFact]
    public async Task A_hazard_output_that_is_not_there() => await IsRefusedAsync(
        r => r with { HazardOutputs = ["quantile-0.99"] }, ErrorCode.UnknownHazardOutput);

    [SkippableFact]
    public async Task An_area_without_sites() => await IsRefusedAsync(
        r => r with { Area = new() { BoundingBox = [-150, -60, -149, -59] } }, ErrorCode.NoSiteInArea);

    [SkippableTheory]
    [InlineData("[10, 20]")]
    [InlineData("[0, 50, 10, 40]")]
    [InlineData("[0, 0, 1, 91]")]
    public async Task A_box_that_is_none(string box) => await IsRefusedAsync(
        r => r with { Area = new() { BoundingBox = JsonSerializer.Deserialize<double[]>(box) } }, ErrorCode.AreaInvalid);

    [SkippableFact]
    public async Task A_polygon_that_is_none() => await IsRefusedAsync(
        r => r with { Area = new() { Geometry = JsonDocument.Parse(Triangle).RootElement } }, ErrorCode.AreaInvalid);

    [SkippableFact]
    public async Task Hazard_of_a_kind_that_the_mode_cannot_use()
    {
        await system.UpAsync();
        var curves = await system.Client.RequestForAsync(TestCases.Classical);
        await IsRefusedAsync(r => r with { HazardCalculationId = curves.HazardCalculationId }, ErrorCode.HazardKindUnusable);
    }

    [SkippableTheory]
    [InlineData("scenario_risk_pm", "scenario_risk_imts_tags", ErrorCode.ImtMissing, "PGA")]
    public async Task Hazard_that_lacks_an_IMT_which_the_answer_names(string hazard, string model, ErrorCode code, string there)
    {
        await system.UpAsync();
        var other = await system.Client.RequestForAsync(EngineCase.Copy(hazard));
        var risk = await system.Client.RequestForAsync(EngineCase.Copy(model));
        var ended = await IsRefusedAsync(_ => risk with { HazardCalculationId = other.HazardCalculationId }, code);
        Assert.Contains(there, ended.Error!.Expected);
    }

    [SkippableFact]
    public async Task Assets_too_far_from_any_site_are_listed()
    {
        await system.UpAsync();
        var files = RiskJobFiles.FromPairs(TestCases.Classical.Files().ReadAll().Select(f =>
            f.Path == "exposure.csv" ? (f.Path, [.. f.Content, .. "lost-1,20.5,47.5,brick-low,1,1,1,1,1,1\n"u8]) : f));
        var request = await system.Client.RequestForAsync(TestCases.Classical, files);
        var ended = await IsRefusedAsync(_ => request, ErrorCode.AssetsTooFar);
        Assert.Contains("lost-1", ended.Error!.What + ended.Error.Where);
    }

    private async Task<JobView> IsRefusedAsync(Func<ImportHazardRequested, ImportHazardRequested> spoil, ErrorCode code)
    {
        await system.UpAsync();
        var request = spoil(await system.Client.RequestForAsync(TestCases.Scenario)) with { JobId = Guid.NewGuid() };
        await system.Client.Jobs.SubmitAsync(request, CancellationToken.None);
        var ended = await system.Client.RestAsync(request.JobId);

        Assert.Equal(JobState.Failed, ended.State);
        Assert.Equal($"W{(int)code:D4}", ended.Error!.Code);
        Assert.NotEmpty(ended.Error.What);
        Assert.False(string.IsNullOrEmpty(ended.Error.Where) && string.IsNullOrEmpty(ended.Error.Expected), "neither where nor what would be right");
        Assert.Equal(0, await system.DeadLettersAsync());
        Assert.Equal(0L, await CountAsync(system.Connections.Engine, "engine.result_set", request.JobId));
        Assert.Equal(0L, await CountAsync(system.Connections.Icebox, "icebox.result_set", request.JobId));
        return ended;
    }

    private static async Task<long> CountAsync(string database, string table, Guid job)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {table} WHERE job_id = '{job}'", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
