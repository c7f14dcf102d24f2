using System.Net.Sockets;
using System.Text.Json.Serialization;
using Npgsql;
using RabbitMQ.Client.Exceptions;
using Workers.Contracts;
using Workers.Errors;

namespace Workers.Operations.Failures;

/// <summary>An error as people and scripts are told it.</summary>
/// <param name="Code">Number of the error (<c>W3004</c>), or one of <see cref="FailureCode"/>.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Where">File, line and id, as far as known.</param>
/// <param name="Expected">What would be right.</param>
public sealed record Failure(string Code, string What, string? Where = null, string? Expected = null)
{
    /// <summary>Who can do something about it.</summary>
    [JsonIgnore]
    public FailureKind Kind { get; init; } = FailureKind.WrongInput;

    /// <summary>
    /// For people: code and fault on a line, then where and what would be right. Printable, whatever was quoted; only
    /// faults of our own keep their lines.
    /// </summary>
    [JsonIgnore]
    public string Text
    {
        get
        {
            // A stack trace keeps its lines. All else is one line: input must not write lines of its own to the
            // terminal.
            var what = Kind == FailureKind.Fault
                ? string.Join('\n', What.ReplaceLineEndings("\n").Split('\n').Select(Shown.Printable))
                : Shown.Printable(What);
            var text = $"{Shown.Printable(Code)}: {what}";
            if (Where is not null) text += $"\n  where: {Shown.Printable(Where)}";
            if (Expected is not null) text += $"\n  right: {Shown.Printable(Expected)}";
            return text;
        }
    }

    /// <summary>An error that a job ended with.</summary>
    public static Failure From(JobError error) => new(error.Code, error.What, error.Where, error.Expected);

    /// <summary>What an operation threw.</summary>
    public static Failure From(Exception exception) => exception switch
    {
        InputException e => From(e.Error),
        UnavailableException e => Unavailable(e.Message),
        JobGoesOnException e => new(FailureCode.Interrupted, e.Message, Expected: JobGoesOn(e.Job))
        {
            Kind = FailureKind.Interrupted,
        },
        OperationCanceledException => new(FailureCode.Interrupted, "interrupted") { Kind = FailureKind.Interrupted },
        // Only these mean that the server is not there. Other errors of it are faults of ours.
        NpgsqlException { InnerException: SocketException } e =>
            Unavailable($"PostgreSQL does not answer: {e.Message}"),
        PostgresException e when IsNotReached(e) => Unavailable($"PostgreSQL: {e.MessageText}"),
        BrokerUnreachableException e => Unavailable($"RabbitMQ does not answer: {e.Message}"),
        UnauthorizedAccessException or IOException => new(FailureCode.File, exception.Message),
        _ => new(FailureCode.Fault, exception.ToString()) { Kind = FailureKind.Fault },
    };

    private static Failure From(InputError error) => new(error.Number, error.What, error.Where, error.Expected);

    private static string JobGoesOn(Guid job) =>
        $"workers job {job} --watch to watch it again, workers cancel {job} to end it, workers results {job} --out DIR";

    private static Failure Unavailable(string what) =>
        new(FailureCode.Unavailable, what) { Kind = FailureKind.Unavailable };

    private static bool IsNotReached(PostgresException exception) => exception.SqlState is
        PostgresErrorCodes.InvalidPassword
        or PostgresErrorCodes.InvalidCatalogName
        or PostgresErrorCodes.CannotConnectNow;
}
