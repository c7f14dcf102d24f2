using Workers.OpenQuake;
using Workers.Risk;
using Workers.Risk.Hazard;
using Workers.Storage.Results;
using Workers.Support.Answers;

namespace Workers.Storage.Tests;

[Collection(TestDatabases.Collection)]
public sealed class Results_there_and_back(TestDatabases databases)
{
    public static TheoryData<string> InTheClone() => [.. EngineCase.InTheClone];

    [SkippableTheory]
    [MemberData(nameof(InTheClone))]
    public Task Whatever_a_calculation_gives_is_read_back(string name) => RoundTrip(EngineCase.Copy(name));

    [SkippableTheory]
    [InlineData("classical_bcr_case_1")]
    [InlineData("classical_damage_case_1_discrete")]
    [InlineData("own/event_based_damage_conseq")]
    [InlineData("ebr_reinsurance_1")]
    [InlineData("scenario_damage_case_3")]
    public Task Whatever_other_modes_give_is_read_back_too(string name) => RoundTrip(EngineCase.Shared(name));

    private async Task RoundTrip(EngineCase engine)
    {
        var db = await databases.OpenAsync();
        var results = RiskCalculation.Calculate(
            RiskJobReader.Read(engine.Files()),
            HazardInput.From(HazardReader.Read(engine.Hazard)));
        Assert.NotEmpty(results.Outputs);
        var jobId = await db.ImportedJobAsync();
        await db.CalculateAsync(new(jobId, 1), results);
        await db.ExportAsync(new(jobId, 1));

        var read = (await new RiskCalculationArchive(db.Icebox).ReadAsync(jobId)).Results;

        Assert.Equal(AllOf.Lines(results), AllOf.Lines(read));
    }
}
