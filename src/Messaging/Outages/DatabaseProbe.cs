using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Storage.Databases;

namespace Workers.Messaging.Outages;

/// <summary>Asks all databases of the process whether they can be worked with.</summary>
internal sealed class DatabaseProbe(IServiceProvider provider)
{
    private static readonly string[] Names = [Database.Icebox, Database.Engine, Database.Jobs];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Why not; null if they can.</summary>
    public async Task<string?> WhyNotAsync(CancellationToken cancel)
    {
        foreach (var name in Names)
        {
            if (provider.GetKeyedService<NpgsqlDataSource>(name) is { } database
                && await WhyNotAsync(database, cancel) is { } reason)
                return $"{name}: {reason}";
        }
        return null;
    }

    private static async Task<string?> WhyNotAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        try
        {
            var writable = await AskAsync(database, cancel).WaitAsync(Limit, cancel);
            return writable ? null : "it takes no writes";
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return OutageFault.Reason(e);
        }
    }

    private static async Task<bool> AskAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var command = new NpgsqlCommand("SELECT NOT pg_is_in_recovery()", connection);
        return await command.ExecuteScalarAsync(cancel) is true;
    }
}
