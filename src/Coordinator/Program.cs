using Workers.Coordinator;
using Workers.Coordinator.Saga;
using Workers.Hosting;
using Workers.Hosting.Settings;
using Workers.Storage.Databases;

return await WorkersHost.RunAsync<CoordinatorDb>(
    WorkersProcess.Coordinator, Database.Jobs, args, CoordinatorSetup.Configure);
