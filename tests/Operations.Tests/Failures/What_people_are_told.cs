using Workers.Contracts;
using Workers.Errors;
using Workers.Operations.Failures;

namespace Workers.Operations.Tests.Failures;

public class What_people_are_told
{
    [Fact]
    public void An_error_has_its_number_the_fault_the_place_and_what_would_be_right()
    {
        var error = new JobError
        {
            Code = "W3004",
            What = "No asset.",
            Where = "exposure.csv:2",
            Expected = "an asset",
        };

        Assert.Equal("W3004: No asset.\n  where: exposure.csv:2\n  right: an asset", Failure.From(error).Text);
    }

    [Fact]
    public void What_is_not_known_is_left_out() =>
        Assert.Equal("W1006: Gone.", Failure.From(new JobError { Code = "W1006", What = "Gone." }).Text);

    [Fact]
    public void Wrong_input_keeps_its_number()
    {
        var failure = Failure.From(RequestErrors.UnknownJob(Guid.Empty));

        Assert.Equal(("W1006", FailureKind.WrongInput), (failure.Code, failure.Kind));
    }

    [Fact]
    public void What_is_not_there_a_file_an_interruption_and_a_fault_are_told_apart()
    {
        Exception[] exceptions =
        [
            new UnavailableException("no broker"),
            new FileNotFoundException("no file"),
            new OperationCanceledException(),
            new InvalidOperationException("a fault"),
        ];

        Assert.Equal(
            [
                (FailureCode.Unavailable, FailureKind.Unavailable),
                (FailureCode.File, FailureKind.WrongInput),
                (FailureCode.Interrupted, FailureKind.Interrupted),
                (FailureCode.Fault, FailureKind.Fault),
            ],
            exceptions.Select(Failure.From).Select(failure => (failure.Code, failure.Kind)));
    }
}
