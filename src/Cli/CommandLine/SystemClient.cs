using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Cli.Jobs;
using Workers.Cli.Local;
using Workers.Messaging.Outbox;
using Workers.Storage;
using Workers.Storage.Databases;
using Workers.Storage.Hazard;
using Workers.Storage.Results;
using Workers.Storage.RiskModels;

namespace Workers.Cli.CommandLine;

/// <summary>What commands ask of a running system: its archives, and its jobs.</summary>
public sealed class SystemClient : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public SystemClient(Connections connections) => _services = new ServiceCollection()
        .AddIcebox(connections.Icebox).AddJobs(connections.Jobs).AddSingleton<JobDesk>()
        .AddSingleton(services => new CommandOutbox(services.GetRequiredKeyedService<NpgsqlDataSource>(Database.Jobs), TimeProvider.System))
        .BuildServiceProvider();

    /// <summary>The system that runs; fails if there is none.</summary>
    public static SystemClient Connect(SystemSettings settings) => new(LocalSystem.Running(Connections.Given.From(settings)));

    public HazardArchive Hazard => _services.GetRequiredService<HazardArchive>();

    public RiskModelArchive Models => _services.GetRequiredService<RiskModelArchive>();

    public RiskCalculationArchive Results => _services.GetRequiredService<RiskCalculationArchive>();

    public JobDesk Jobs => _services.GetRequiredService<JobDesk>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
