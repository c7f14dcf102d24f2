using Workers.Coordinator;
using Workers.Coordinator.Saga;
using Workers.Hosting;
using Workers.Storage.Databases;

return await WorkersHost.RunAsync<CoordinatorDb>("coordinator", Database.Jobs, args, CoordinatorSetup.Configure);
