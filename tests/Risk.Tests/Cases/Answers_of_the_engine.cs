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
    public void Are_ours_in_a_clone_alone(string name) => Compare(EngineCase.Copy(name));

    [SkippableTheory]
    [MemberData(nameof(BesideTheCheckout))]
    public void Are_ours_too(string name) => Compare(EngineCase.Shared(name));

    private void Compare(EngineCase engine)
    {
        var job = RiskJobReader.Read(engine.Files());
        var hazard = HazardInput.From(HazardReader.Read(engine.Hazard));
        var agreement = engine.Compare(RiskCalculation.Calculate(job, hazard));
        output.WriteLine($"{engine.Name}: {agreement}");
        Assert.True(agreement.Problems.Count == 0, string.Join('\n', agreement.Problems));
        Assert.True(agreement.Values > 0);
    }
}
