using Microsoft.Extensions.Hosting;
using Workers.Bench.Installation;
using Workers.Coordinator;
using Workers.Coordinator.Saga;
using Workers.Hosting;
using Workers.Hosting.Settings;
using Workers.Kit;
using Workers.Messaging.Topology;
using Workers.Storage;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Databases.Icebox;

namespace Workers.Bench.Overhead;

/// <summary>The system with steps that do nothing: saga, inbox, outbox and fences are those of the real one, in three databases.</summary>
internal sealed class WithSagaAndOutbox : IAsyncDisposable
{
    private readonly List<IHost> _hosts = [];
    private readonly List<IAsyncDisposable> _servers = [];
    private readonly TextWriter _console = Console.Out;

    public Uri Broker { get; private set; } = null!;

    public static async Task<WithSagaAndOutbox> StartAsync(int atOnce)
    {
        var system = new WithSagaAndOutbox();
        Console.SetOut(TextWriter.Synchronized(File.CreateText(Path.Combine(Checkout.Find().Local, "overhead.log"))));      // its log
        var args = new List<string>();
        var broker = await BenchBroker.CreateAsync();
        system._servers.Add(broker);
        system.Broker = broker.Address;
        args.Add($"--WORKERS_BROKER={broker.Address}");
        foreach (var kind in new[] { Database.Icebox, Database.Engine, Database.Jobs })
        {
            var database = await BenchDatabase.CreateAsync(kind);
            system._servers.Add(database);
            args.Add($"--WORKERS_{kind.ToUpperInvariant()}={database.ConnectionString}");
        }
        system._hosts.AddRange(
        [
            WorkersHost.Build<CoordinatorDb>(WorkersProcess.Coordinator, Database.Jobs, [.. args], CoordinatorSetup.Configure),
            WorkersHost.Build<EngineDb>(WorkersProcess.Importer, Database.Engine, [.. args], x =>
            {
                x.Services.AddEngine(x.Options.Engine);
                x.Step<EmptyImport, Contracts.ImportHazardRequested>(Queues.ImportHazard, atOnce);
            }),
            WorkersHost.Build<EngineDb>(WorkersProcess.Calculator, Database.Engine, [.. args], x =>
            {
                x.Services.AddEngine(x.Options.Engine);
                x.Step<EmptyCalculation, Contracts.RunRiskCalc>(Queues.RunRiskCalc, atOnce);
            }),
            WorkersHost.Build<IceboxDb>(WorkersProcess.Exporter, Database.Icebox, [.. args], x =>
            {
                x.Services.AddIcebox(x.Options.Icebox);
                x.Step<EmptyExport, Contracts.ExportResults>(Queues.ExportResults, atOnce);
            }),
        ]);
        await Task.WhenAll(system._hosts.Select(host => host.StartAsync()));
        return system;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_hosts.Select(host => host.StopAsync()));
        foreach (var host in _hosts) host.Dispose();
        await Console.Out.DisposeAsync();
        Console.SetOut(_console);
        foreach (var server in _servers) await server.DisposeAsync();
    }
}
