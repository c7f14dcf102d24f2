using Microsoft.Extensions.DependencyInjection;
using Workers.Contracts;
using Workers.Coordinator.Admission;
using Workers.Coordinator.DeadLetters;
using Workers.Coordinator.Saga;
using Workers.Hosting;
using Workers.Hosting.Limits;
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
            .AddSingleton(StepTimeouts.From(host.Options))
            .AddSingleton(OwnerLimits.From(host.Options));
        host.Services.AddDeadLetters();
        host.Saga<RiskJobSaga, RiskJobState>(Queues.RiskJob);
        host.Announces<RiskJobStateChanged>().Announces<RiskJobRefused>();
        host.Consume<PlainIngress>(Queues.RiskJobIngress, published: false, PlainBody.Only);
    }
}
