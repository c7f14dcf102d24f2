using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Messaging.Outbox;
using Workers.Operations.Archive;
using Workers.Operations.DeadLetters;
using Workers.Operations.Jobs;
using Workers.Operations.Results;
using Workers.Storage;
using Workers.Storage.Databases;

namespace Workers.Operations;

/// <summary>Registers the operations for a command, a page or an API.</summary>
public static class OperationsRegistration
{
    /// <summary>All operations; needs the icebox and the jobs database (<see cref="StorageRegistration"/>).</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton(provider => new CommandOutbox(
            provider.GetRequiredKeyedService<NpgsqlDataSource>(Database.Jobs),
            TimeProvider.System))
        .AddSingleton<JobUses>()
        .AddSingleton<JobOperations>()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<LetterOperations>()
        .AddSingleton<OperationLog>()
        .AddSingleton<Reruns>()
        .AddSingleton<HazardOperations>()
        .AddSingleton<ModelOperations>()
        .AddSingleton<ResultOperations>();
}
