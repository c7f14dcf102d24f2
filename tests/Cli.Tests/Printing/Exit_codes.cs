using Workers.Cli.CommandLine;
using Workers.Cli.Printing;
using Workers.Errors;
using Workers.Operations;

namespace Workers.Cli.Tests.Printing;

public class Exit_codes
{
    [Fact]
    public void They_tell_a_script_who_can_do_something()
    {
        Assert.Equal(ExitCode.InputWrong, ErrorPrinter.Print(RequestErrors.UnknownJob(Guid.Empty), json: false));
        Assert.Equal(ExitCode.Unavailable, ErrorPrinter.Print(new UnavailableException("no broker"), json: true));
        Assert.Equal(ExitCode.Interrupted, ErrorPrinter.Print(new OperationCanceledException(), json: false));
        Assert.Equal(ExitCode.Fault, ErrorPrinter.Print(new InvalidOperationException("a fault"), json: false));
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_wrong_input() =>
        Assert.Equal(
            ExitCode.InputWrong,
            await WorkersCommand.RunAsync(["nope"], new NamedSystem(), workers => workers.AddSystemCommands()));

    /// <summary>The image ships these commands and no others; what only developers need is not among them.</summary>
    [Theory]
    [InlineData("test")]
    [InlineData("bench")]
    [InlineData("demo")]
    [InlineData("up")]
    [InlineData("down")]
    [InlineData("cases")]
    public async Task The_command_of_the_image_has_none_for_developers(string command) =>
        Assert.Equal(
            ExitCode.InputWrong,
            await WorkersCommand.RunAsync([command], new NamedSystem(), workers => workers.AddSystemCommands()));
}
