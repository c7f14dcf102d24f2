using MassTransit.SagaStateMachine;
using Microsoft.Extensions.Logging.Abstractions;
using Workers.Contracts;
using Workers.Coordinator.Saga;
using Workers.Coordinator.Tests.Stages;
using Workers.Support;

namespace Workers.Coordinator.Tests;

/// <summary>
/// The picture in <c>docs/messages.md</c> is drawn from the machine; <c>WORKERS_APPROVE=1</c> draws it anew.
/// </summary>
public sealed class State_diagram
{
    private const string Begin = "```mermaid\n";
    private const string End = "```\n";
    private static readonly string Page = Path.Combine(SharedCases.Root, "docs", "messages.md");
    private static readonly RiskJobSaga Machine =
        new(TimeProvider.System, SagaStage.UsualTimeouts, NullLogger<RiskJobSaga>.Instance);

    [Fact]
    public void The_documented_diagram_is_that_of_the_machine()
    {
        var page = File.ReadAllText(Page);
        var from = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = page.IndexOf(End, from, StringComparison.Ordinal);
        var drawn = MermaidDiagram.Draw(Machine.GetGraph());
        if (Environment.GetEnvironmentVariable("WORKERS_APPROVE") == "1")
            File.WriteAllText(Page, page[..from] + drawn + page[to..]);
        Assert.Equal(page[from..to], drawn);
    }

    [Fact]
    public void The_states_are_those_of_the_contract()
    {
        string[] contract =
        [
            JobState.ImportingHazard, JobState.Calculating, JobState.ExportingResults,
            JobState.Completed, JobState.Failed, JobState.NeedsAttention, JobState.Cancelled,
        ];
        Assert.Equal(contract, Machine.States.Select(x => x.Name).Except(["Initial", "Final"]));
        Assert.Equal(contract, JobState.All);
    }

    [Fact]
    public void Every_state_under_way_is_a_step_and_every_step_a_state_under_way() =>
        Assert.Equal(JobState.UnderWay, JobSteps.All.Select(step => step.State));
}
