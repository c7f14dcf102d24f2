using Workers.Contracts;
using Workers.Importer.ImportHazard;
using Workers.Messaging;
using Workers.Storage;
using Workers.Storage.Engine;

return await WorkersHost.RunAsync<EngineDb>("importer", Database.Engine, args, host =>
{
    host.Services.AddEngine(host.Settings.Connection(Database.Engine)).AddIcebox(host.Settings.Connection(Database.Icebox)).AddTransfer();
    host.Step<ImportHazard, ImportHazardRequested>(Queues.ImportHazard);
});
