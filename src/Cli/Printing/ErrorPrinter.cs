using System.Text.Json;
using Spectre.Console.Cli;
using Workers.Cli.CommandLine;
using Workers.Operations.Failures;

namespace Workers.Cli.Printing;

/// <summary>Turns an exception into an error on standard error and an exit code.</summary>
public static class ErrorPrinter
{
    /// <returns>Exit code.</returns>
    public static int Print(Exception exception, bool json)
    {
        var error = From(exception);
        Console.Error.WriteLine(
            json ? JsonSerializer.Serialize(new { error }, Output.JsonOptions) : Printable.Text(error.Text));
        return ExitCodeOf(error.Kind);
    }

    // What the parser of the command line says has no number of ours.
    private static Failure From(Exception exception) => exception is CommandAppException
        ? new Failure(FailureCode.Usage, exception.Message, Expected: "see: workers --help")
        : Failure.From(exception);

    private static int ExitCodeOf(FailureKind kind) => kind switch
    {
        FailureKind.WrongInput => ExitCode.InputWrong,
        FailureKind.Unavailable => ExitCode.Unavailable,
        FailureKind.Interrupted => ExitCode.Interrupted,
        _ => ExitCode.Fault,
    };
}
