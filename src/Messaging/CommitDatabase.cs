using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Workers.Messaging;

/// <summary>The database that this process commits in: its business rows, inbox and outbox.</summary>
internal sealed class CommitDatabase(IServiceProvider provider, string name)
{
    public string Name => name;

    public NpgsqlDataSource Source { get; } = provider.GetRequiredKeyedService<NpgsqlDataSource>(name);
}
