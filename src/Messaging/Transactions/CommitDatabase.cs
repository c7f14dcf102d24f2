using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Workers.Messaging.Transactions;

/// <summary>The database that this process commits in: its business rows, inbox and outbox.</summary>
public sealed class CommitDatabase
{
    internal CommitDatabase(IServiceProvider provider, string name)
    {
        Name = name;
        Source = provider.GetRequiredKeyedService<NpgsqlDataSource>(name);
    }

    /// <summary>Its name: one of the constants of <see cref="Storage.Databases.Database"/>.</summary>
    public string Name { get; }

    /// <summary>Connections to it.</summary>
    public NpgsqlDataSource Source { get; }
}
