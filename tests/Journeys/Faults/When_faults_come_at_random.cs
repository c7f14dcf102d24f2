using Workers.Faults;
using Workers.Faults.Reporting;
using Workers.Journeys.Running;
using Workers.Kit;
using Xunit.Abstractions;

namespace Workers.Journeys.Faults;

/// <summary>A short run of <c>./workers faults</c>, on servers of its own.</summary>
[Collection(OneSystem.Name)]
public sealed class When_faults_come_at_random(ITestOutputHelper output)
{
    private static readonly FaultOptions Short = new() { Seed = 11, Time = TimeSpan.FromSeconds(20), Jobs = 24 };

    [Fact]
    public async Task Nothing_is_lost_and_results_are_those_of_an_undisturbed_run()
    {
        var outcome = await new FaultRun(Checkout.Find(), Short).RunAsync(CancellationToken.None);
        output.WriteLine(FaultReport.Sentence(outcome));

        Assert.Empty(outcome.Violations);
        Assert.NotEmpty(outcome.Faults);
        Assert.NotEmpty(outcome.Jobs);
    }
}
