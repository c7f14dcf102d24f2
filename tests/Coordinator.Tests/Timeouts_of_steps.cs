using Workers.Coordinator.Saga;
using Workers.Coordinator.Tests.Stages;

namespace Workers.Coordinator.Tests;

/// <summary>When a job is silent, and when that is looked at.</summary>
public sealed class Timeouts_of_steps
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly StepTimeouts Timeouts = SagaStage.UsualTimeouts;

    [Fact]
    public void A_job_that_nobody_has_taken_may_wait_as_long_as_in_a_queue()
    {
        var job = new RiskJobState { StateSince = Start };

        Assert.False(Timeouts.IsSilent(job, Start + 59 * Minute));
        Assert.True(Timeouts.IsSilent(job, Start + 60 * Minute));
    }

    [Fact]
    public void A_job_with_a_sign_of_life_is_silent_after_the_heartbeat_timeout()
    {
        var job = new RiskJobState { StateSince = Start, LastSignOfLife = Start, ProgressStep = "run-risk-calc" };

        Assert.False(Timeouts.IsSilent(job, Start + Minute));
        Assert.True(Timeouts.IsSilent(job, Start + 2 * Minute));
    }

    [Fact]
    public void Between_blocks_a_job_waits_in_a_queue_again()
    {
        var job = new RiskJobState { StateSince = Start, LastSignOfLife = Start, ProgressStep = "calculate-block" };

        Assert.False(Timeouts.IsSilent(job, Start + 59 * Minute));
    }

    [Theory]
    [InlineData(0, 120)]
    [InlineData(59, 60)]
    [InlineData(60, 0)]
    [InlineData(90, 0)]
    public void The_next_look_is_when_the_evidence_runs_out_but_early_enough_for_a_first_sign(int minutes, int seconds)
    {
        var job = new RiskJobState { StateSince = Start };

        Assert.Equal(TimeSpan.FromSeconds(seconds), Timeouts.UntilNextLook(job, Start + minutes * Minute));
    }
}
