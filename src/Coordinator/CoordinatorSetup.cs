using Microsoft.Extensions.DependencyInjection;
using Workers.Contracts;
using Workers.Coordinator.Admission;
using Workers.Coordinator.Saga;
using Workers.Hosting;
using Workers.Hosting.Limits;
using Workers.Messaging.Topology;
using Workers.Storage;
using Workers.Storage.Databases;

namespace Workers.Coordinator;

/// <summary>What the coordinator receives.</summary>
public static class CoordinatorSetup
{
    public static void Configure(WorkersHostBuilder<CoordinatorDb> host)
    {
        host.Services.AddDatabase<CoordinatorDb>(Database.Jobs, host.Settings.Connection(Database.Jobs));
        host.Services.AddSingleton(Patience.From(host.Settings));
        host.Services.AddSingleton(OwnerLimits.From(host.Settings)).AddScoped<IRunningJobs, RunningJobs>();
        host.Saga<RiskJobSaga, RiskJobState>(Queues.RiskJob);
        host.Announces<RiskJobStateChanged>().Announces<RiskJobRefused>();
        host.Consume<PlainIngress>(Queues.RiskJobIngress, published: false, PlainBody.Only);
    }
}
