using Workers.Contracts;
using Workers.Exporter.Steps;
using Workers.Hosting;
using Workers.Hosting.Settings;
using Workers.Messaging.Topology;
using Workers.Storage;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Icebox;

return await WorkersHost.RunAsync<IceboxDb>(WorkersProcess.Exporter, Database.Icebox, args, host =>
{
    host.Services
        .AddIcebox(host.Options.Icebox)
        // Results are only read from there: a pool for the streams of one export.
        .AddEngine(host.Options.Engine, Database.MaxTransferConnections)
        .AddTransfer(host.Options.BytesPerPart);
    host.Step<ExportResultsStep, ExportResults>(Queues.ExportResults);
    host.Discards<DiscardExported>(Queues.DiscardResults);
});
