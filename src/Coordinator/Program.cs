using Workers.Coordinator;
using Workers.Coordinator.Saga;
using Workers.Hosting;
using Workers.Storage;

return await WorkersHost.RunAsync<CoordinatorDb>("coordinator", Database.Jobs, args, CoordinatorSetup.Configure);
