using MassTransit;
using MassTransit.Events;
using MassTransit.Metadata;
using Workers.Contracts;
using Workers.Coordinator.Saga;

namespace Workers.Coordinator.Tests;

public sealed class Reasons_of_faults
{
    [Fact]
    public void A_job_that_needs_attention_shows_the_innermost_reason()
    {
        var fault = new InvalidOperationException(
            "An error occurred while saving the entity changes. See the inner exception.",
            new InvalidOperationException("outer", new TimeoutException("could not extend file\x1b[31m")));

        var error = AttentionErrors.Fault(FaultOf(fault), JobState.Calculating);

        Assert.Equal(
            ("FAULT", @"System.TimeoutException: could not extend file\x1b[31m", JobState.Calculating),
            (error.Code, error.What, error.Where));
    }

    [Fact]
    public void A_reason_of_any_length_is_told_in_short()
    {
        var error = AttentionErrors.Fault(FaultOf(new InvalidOperationException(new string('x', 1_000_000))), "Step");

        Assert.InRange(error.What.Length, 1, 4_001);
    }

    private static FaultEvent<RunRiskCalc> FaultOf(Exception fault) => new(
        new RunRiskCalc(), NewId.NextGuid(), HostMetadataCache.Host, fault, []);
}
