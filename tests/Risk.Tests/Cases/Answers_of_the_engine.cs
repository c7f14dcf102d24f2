using Workers.OpenQuake;
using Workers.Risk.Hazard;
using Workers.Support.Answers;
using Xunit.Abstractions;

namespace Workers.Risk.Tests.Cases;

public class Answers_of_the_engine(ITestOutputHelper output)
{
    public static TheoryData<string> InTheClone() => [.. EngineCase.InTheClone];

    public static TheoryData<string> BesideTheCheckout() => [.. EngineCase.BesideTheCheckout];

    [Theory]
    [MemberData(nameof(InTheClone))]
    public Task Are_ours_in_a_clone_alone(string name) => CompareAsync(EngineCase.Copy(name));

    [SkippableTheory]
    [MemberData(nameof(BesideTheCheckout))]
    public Task Are_ours_too(string name) => CompareAsync(EngineCase.Shared(name));

    private async Task CompareAsync(EngineCase engine)
    {
        var job = RiskJobReader.Read(engine.Files());
        var hazard = HazardInput.From(HazardReader.Read(engine.Hazard));
        var agreement = await engine.CompareAsync(RiskCalculation.Calculate(job, hazard));
        output.WriteLine($"{engine.Name}: {agreement}");
        Assert.True(agreement.Problems.Count == 0, string.Join('\n', agreement.Problems));
        Assert.True(agreement.Files > 0 && agreement.Values > 0);
    }
}
