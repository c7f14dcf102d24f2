using Workers.Errors;
using Workers.Operations.Failures;
using Workers.Operations.Jobs;

namespace Workers.Operations.Tests.Jobs;

public class Run_arguments
{
    [Fact]
    public void Parameters_are_name_and_value()
    {
        var parameters =
            ParameterArguments.Read(["mean=true", "aggregate_by = district, policy", "description=a=b", "region="]);

        Assert.Equal(["true", "district, policy", "a=b", ""], parameters.Values);
        Assert.Equal(["mean", "aggregate_by", "description", "region"], parameters.Keys);
    }

    [Theory]
    [InlineData("mean"), InlineData("=true"), InlineData("")]
    public void What_is_no_name_and_value_is_refused(string argument) =>
        Assert.Throws<InputException>(() => ParameterArguments.Read([argument]));

    [Fact]
    public void A_parameter_is_set_once() =>
        Assert.Throws<InputException>(() => ParameterArguments.Read(["mean=true", "MEAN=false"]));

    [Fact]
    public void A_folder_that_cannot_be_written_is_found_at_once()
    {
        var file = Path.GetTempFileName();
        try
        {
            var refused =
                Assert.ThrowsAny<IOException>(() => OutputFolder.RequireWritable(Path.Combine(file, "results")));
            Assert.Equal(FailureCode.File, Failure.From(refused).Code);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Asking_whether_a_folder_can_be_written_leaves_nothing()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"results-{Guid.NewGuid():N}");

        Assert.Equal(folder, OutputFolder.RequireWritable(folder));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Whoever_stops_watching_is_told_that_the_job_goes_on()
    {
        var job = Guid.NewGuid();
        var failure = Failure.From(new JobGoesOnException(job, systemEnds: false));

        Assert.Equal((FailureKind.Interrupted, FailureCode.Interrupted), (failure.Kind, failure.Code));
        Assert.Equal($"job {job} goes on", failure.What);
        Assert.Contains($"workers job {job} --watch", failure.Expected);
    }
}
