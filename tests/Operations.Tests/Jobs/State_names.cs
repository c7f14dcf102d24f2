using Workers.Contracts;
using Workers.Errors;
using Workers.Operations.Jobs;

namespace Workers.Operations.Tests.Jobs;

public class State_names
{
    [Fact]
    public void A_state_is_found_whatever_its_case() =>
        Assert.Equal(JobState.NeedsAttention, JobStates.Parse("needsattention", "--state"));

    [Fact]
    public void No_name_is_every_state() => Assert.Null(JobStates.Parse(null, "--state"));

    [Fact]
    public void Another_name_is_refused_with_all_states()
    {
        var error = Assert.Throws<InputException>(() => JobStates.Parse("Done", "--state")).Error;

        Assert.Equal((ErrorCode.RequestInvalid, "--state"), (error.Code, error.Where));
        Assert.All(JobState.All, state => Assert.Contains(state, error.Expected));
    }
}
