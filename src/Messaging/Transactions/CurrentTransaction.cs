using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Workers.Messaging.Transactions;

/// <summary>The connection and the transaction that a context is in the middle of.</summary>
internal static class CurrentTransaction
{
    public static NpgsqlConnection Connection(this DbContext db) => (NpgsqlConnection)db.Database.GetDbConnection();

    public static NpgsqlTransaction Transaction(this DbContext db)
    {
        var current = db.Database.CurrentTransaction ?? throw new InvalidOperationException("no transaction is open");
        return (NpgsqlTransaction)current.GetDbTransaction();
    }
}
