using System.Net.Sockets;
using System.Text.Json;
using Npgsql;
using Spectre.Console.Cli;
using Workers.Errors;

namespace Workers.Cli.CommandLine;

/// <summary>One place where an exception becomes an error on standard error and an exit code.</summary>
public static class ErrorReport
{
    public static int Write(Exception exception, bool json)
    {
        var (exit, error) = Describe(exception);
        Console.Error.WriteLine(json ? JsonSerializer.Serialize(new { error }, Output.JsonOptions) : error.Text);
        return exit;
    }

    private static (int Exit, Error Error) Describe(Exception exception) => exception switch
    {
        InputException { Error: var e } => (ExitCode.InputWrong, new(e.Number, e.What, e.Where, e.Expected)),
        CommandAppException e => (ExitCode.InputWrong, new("usage", e.Message, null, "see: workers --help")),
        UnavailableException e => (ExitCode.Unavailable, new("unavailable", e.Message)),
        OperationCanceledException => (ExitCode.Interrupted, new("interrupted", "interrupted")),
        NpgsqlException { InnerException: SocketException } e => (ExitCode.Unavailable, new("unavailable", $"PostgreSQL does not answer: {e.Message}")),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.CannotConnectNow } e =>
            (ExitCode.Unavailable, new("unavailable", $"PostgreSQL: {e.MessageText}")),
        RabbitMQ.Client.Exceptions.BrokerUnreachableException e => (ExitCode.Unavailable, new("unavailable", $"RabbitMQ does not answer: {e.Message}")),
        UnauthorizedAccessException or IOException => (ExitCode.InputWrong, new("file", exception.Message)),
        _ => (ExitCode.Fault, new("fault", exception.ToString())),
    };

    private sealed record Error(string Code, string What, string? Where = null, string? Expected = null)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public string Text => $"{Code}: {What}" + (Where is null ? "" : $"\n  where: {Where}") + (Expected is null ? "" : $"\n  right: {Expected}");
    }
}
