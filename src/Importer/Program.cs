using Microsoft.Extensions.DependencyInjection;
using Workers.Contracts;
using Workers.Hosting;
using Workers.Hosting.Limits;
using Workers.Hosting.Settings;
using Workers.Importer.Steps;
using Workers.Messaging.Topology;
using Workers.Storage;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;

return await WorkersHost.RunAsync<EngineDb>(WorkersProcess.Importer, Database.Engine, args, host =>
{
    host.Services
        .AddEngine(host.Options.Engine)
        .AddIcebox(host.Options.Icebox, Database.MaxTransferConnections)
        .AddTransfer(host.Options.BytesPerPart, host.Options.MaxEngineBytes)
        .AddSingleton(OwnerLimits.From(host.Options));
    host.Step<ImportHazardStep, ImportHazardRequested>(Queues.ImportHazard);
});
