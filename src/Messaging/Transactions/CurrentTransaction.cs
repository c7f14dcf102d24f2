using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Workers.Messaging.Transactions;

internal static class CurrentTransaction
{
    public static NpgsqlConnection Connection(this DbContext db) => (NpgsqlConnection)db.Database.GetDbConnection();

    /// <summary>The connection and transaction that a context is in the middle of.</summary>
    public static (NpgsqlConnection Connection, NpgsqlTransaction Transaction) Current(this DbContext db) =>
        (db.Connection(),
         (NpgsqlTransaction)(db.Database.CurrentTransaction ?? throw new InvalidOperationException("no transaction is open")).GetDbTransaction());
}
