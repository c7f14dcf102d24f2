using System.Net.Sockets;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace Workers.Messaging.Outages;

/// <summary>Tells faults of the house from faults of a message.</summary>
internal static class OutageFault
{
    // The server says so itself: it is full, starts, stops, or lets us not in. No message is to blame.
    private static readonly string[] SaidByTheServer =
    [
        // Connection exceptions, insufficient resources (disk, memory, connections), the operator intervenes,
        // system errors, the login is refused.
        "08", "53", "57P0", "58", "28",
        // A standby that is asked to write; a database that is not there.
        PostgresErrorCodes.ReadOnlySqlTransaction, PostgresErrorCodes.InvalidCatalogName,
    ];

    /// <summary>A database or the broker is away, or seems to be.</summary>
    public static bool IsOutage(Exception fault) => Causes(fault).Any(e => e switch
    {
        PostgresException server => IsSaidBy(server),
        // No answer of the server at all: a line that broke, a pool without a free connection, a time limit.
        NpgsqlException or SocketException or TimeoutException => true,
        _ => IsOfBroker(e),
    });

    /// <summary>It is certain: not a time limit, which a message may run into by its own fault.</summary>
    public static bool IsCertain(Exception fault) =>
        Causes(fault).Any(e => e is SocketException || (e is PostgresException server && IsSaidBy(server)));

    /// <summary>Somebody else has the rows that the message needs: it comes again later.</summary>
    public static bool IsLocked(Exception fault) => Causes(fault)
        .OfType<PostgresException>()
        .Any(x => x.SqlState == PostgresErrorCodes.LockNotAvailable);

    /// <summary>Messages were in each other's way: one of them comes again.</summary>
    public static bool IsConflict(Exception fault) => Causes(fault)
        .OfType<PostgresException>()
        .Any(x => x.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected);

    /// <summary>No fault of the message, whichever it is.</summary>
    public static bool ComesAgain(Exception fault) => IsOutage(fault) || IsLocked(fault) || IsConflict(fault);

    /// <summary>What it comes from, in a line.</summary>
    public static string Reason(Exception fault) => Causes(fault).Last().Message;

    private static bool IsSaidBy(PostgresException server) =>
        SaidByTheServer.Any(x => server.SqlState.StartsWith(x, StringComparison.Ordinal));

    private static bool IsOfBroker(Exception e) =>
        e is MassTransit.RabbitMqConnectionException or BrokerUnreachableException or OperationInterruptedException;

    private static IEnumerable<Exception> Causes(Exception fault)
    {
        for (var e = fault; e is not null; e = e.InnerException)
            yield return e;
    }
}
