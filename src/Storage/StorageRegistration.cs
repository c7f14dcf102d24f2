using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Errors;
using Workers.Storage.Archive;
using Workers.Storage.Blocks;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Databases.Icebox;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.Export;
using Workers.Storage.Hazard;
using Workers.Storage.Import;
using Workers.Storage.Results;
using Workers.Storage.RiskModels;

namespace Workers.Storage;

/// <summary>Registers databases with their services; a host takes those it has rights on.</summary>
public static class StorageRegistration
{
    /// <summary>The icebox: <see cref="IceboxDb"/> and its archives.</summary>
    public static IServiceCollection AddIcebox(
        this IServiceCollection services,
        string connectionString,
        int connections = Database.MaxConnections) =>
        services
            .AddDatabase<IceboxDb>(Database.Icebox, connectionString, connections)
            .AddSingleton<HazardArchive>()
            .AddSingleton<RiskModelArchive>()
            .AddSingleton<RiskCalculationArchive>()
            .AddSingleton<ArchiveRemoval>()
            .AddSingleton<ArchiveSizes>();

    /// <summary>The engine database: <see cref="EngineDb"/>, reading imports, blocks, writing results.</summary>
    public static IServiceCollection AddEngine(
        this IServiceCollection services,
        string connectionString,
        int connections = Database.MaxConnections) =>
        services
            .AddDatabase<EngineDb>(Database.Engine, connectionString, connections)
            .AddSingleton<ImportReader>()
            .AddSingleton<CalculatedBlocks>()
            .AddSingleton<ResultWriter>();

    /// <summary>The jobs database: <see cref="JobsDb"/>.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, string connectionString) =>
        services.AddDatabase<JobsDb>(Database.Jobs, connectionString);

    /// <summary>
    /// The two bulk transfers and what they left; needs <see cref="AddIcebox"/> and <see cref="AddEngine"/>.
    /// </summary>
    /// <param name="bytesPerPart">What is copied in one transaction.</param>
    /// <param name="mostBytes">Bytes that the engine database may come to; null: any.</param>
    public static IServiceCollection AddTransfer(
        this IServiceCollection services,
        long bytesPerPart = 32 << 20,
        Limit? mostBytes = null)
    {
        services.AddSingleton(provider =>
            new HazardImporter(Source(provider, Database.Icebox), Source(provider, Database.Engine))
            {
                BytesPerPart = bytesPerPart,
                MaxBytes = mostBytes,
            });
        services.AddSingleton(provider =>
            new ResultExporter(Source(provider, Database.Icebox), Source(provider, Database.Engine))
            {
                BytesPerPart = bytesPerPart,
            });
        return services;
    }

    /// <summary>
    /// A context on a database of ours, with its connections under <paramref name="key"/>; for contexts that derive
    /// from <see cref="JobsDb"/>.
    /// </summary>
    public static IServiceCollection AddDatabase<TDb>(
        this IServiceCollection services,
        string key,
        string connectionString,
        int connections = Database.MaxConnections)
        where TDb : DbContext =>
        services
            .AddKeyedSingleton(key, (_, _) => Database.Open(key, connectionString, connections))
            .AddDbContext<TDb>(
                (provider, options) => options.UseDatabase(key, Source(provider, key)),
                // A singleton, so that the factory of contexts can be one too.
                optionsLifetime: ServiceLifetime.Singleton)
            .AddDbContextFactory<TDb>();

    private static NpgsqlDataSource Source(IServiceProvider provider, string key) =>
        provider.GetRequiredKeyedService<NpgsqlDataSource>(key);
}
