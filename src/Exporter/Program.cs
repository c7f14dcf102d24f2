using Workers.Contracts;
using Workers.Exporter.Steps;
using Workers.Hosting;
using Workers.Messaging.Topology;
using Workers.Storage;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Icebox;

return await WorkersHost.RunAsync<IceboxDb>("exporter", Database.Icebox, args, host =>
{
    host.Services
        .AddIcebox(host.Settings.Connection(Database.Icebox))
        .AddEngine(host.Settings.Connection(Database.Engine), Database.MostTransferConnections)
        .AddTransfer(host.Settings.BytesPerPart);
    host.Step<ExportResultsStep, ExportResults>(Queues.ExportResults);
    host.Discards<DiscardExported>(Queues.DiscardResults);
});
