using Microsoft.Extensions.DependencyInjection;
using Workers.Contracts;
using Workers.Hosting;
using Workers.Hosting.Limits;
using Workers.Importer.Steps;
using Workers.Messaging.Topology;
using Workers.Storage;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;

return await WorkersHost.RunAsync<EngineDb>("importer", Database.Engine, args, host =>
{
    host.Services
        .AddEngine(host.Settings.Connection(Database.Engine))
        .AddIcebox(host.Settings.Connection(Database.Icebox), Database.MostTransferConnections)
        .AddTransfer(host.Settings.BytesPerPart, host.Settings.MostEngineBytes)
        .AddSingleton(OwnerLimits.From(host.Settings));
    host.Step<ImportHazardStep, ImportHazardRequested>(Queues.ImportHazard);
});
