using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workers.Contracts;
using Workers.Coordinator.Admission;
using Workers.Coordinator.DeadLetters;
using Workers.Coordinator.Maintenance;
using Workers.Coordinator.Saga;
using Workers.Hosting;
using Workers.Hosting.Limits;
using Workers.Messaging.Outbox;
using Workers.Messaging.Topology;
using Workers.Storage;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Jobs;

namespace Workers.Coordinator;

/// <summary>What the coordinator receives.</summary>
public static class CoordinatorSetup
{
    public static void Configure(WorkersHostBuilder<CoordinatorDb> host)
    {
        host.Services.AddDatabase<CoordinatorDb>(Database.Jobs, host.Options.Jobs);
        host.Services
            .AddScoped<JobsDb>(services => services.GetRequiredService<CoordinatorDb>())
            .AddScoped<IRunningJobs, RunningJobs>()
            .AddScoped<ILostCommands, LostCommands>()
            .AddSingleton(StepTimeouts.From(host.Options))
            .AddSingleton(OwnerLimits.From(host.Options));
        host.Services.AddDeadLetters();
        host.Services
            .AddScoped<DoorServices>()
            .AddSingleton(services => new CommandOutbox(
                services.GetRequiredKeyedService<NpgsqlDataSource>(Database.Jobs),
                services.GetRequiredService<TimeProvider>()));
        host.Services
            .AddScoped<IReaper, OldJobs>()
            .AddScoped<IReaper, EngineLeftovers>()
            .AddScoped<IReaper, GivenUpMessages>()
            .AddSingleton<MaintenanceRounds>()
            .AddHostedService(services => services.GetRequiredService<MaintenanceRounds>())
            .AddMetrics();
        host.Saga<RiskJobSaga, RiskJobState>(Queues.RiskJob, sentOnly: PlatformMessages.All);
        host.Announces<RiskJobStateChanged>().Announces<RiskJobRefused>();
        host.Door<PlainDoor>(Queues.RiskJobIngress, [], DoorBody.Only);
        host.Door<EnvelopeDoor>(Queues.RiskJobRequests, PlatformMessages.All, DoorBody.Only);
    }
}
