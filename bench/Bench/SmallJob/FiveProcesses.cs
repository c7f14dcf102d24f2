using Workers.Cli.CommandLine;
using Workers.Cli.Local;
using Workers.Cli.Run;
using Workers.Contracts;
using Workers.OpenQuake;
using Workers.Storage;
using Workers.Storage.Icebox;

namespace Workers.Bench.SmallJob;

/// <summary>The system as it is installed: five processes on databases and a virtual host of their own.</summary>
internal sealed class FiveProcesses : IAsyncDisposable
{
    private readonly Instance _instance = new(Checkout.Find(), "bench", durable: false);
    private readonly List<IAsyncDisposable> _servers = [];

    public Connections Connections { get; private set; } = null!;

    public static async Task<FiveProcesses> StartAsync()
    {
        var system = new FiveProcesses();
        try
        {
            await system.StopAsync();
            var broker = system.Keep(await BenchBroker.CreateAsync());
            var icebox = system.Keep(await BenchDatabase.CreateAsync(Database.Icebox));
            var engine = system.Keep(await BenchDatabase.CreateAsync(Database.Engine));
            var jobs = system.Keep(await BenchDatabase.CreateAsync(Database.Jobs));
            system.Connections = new(broker.Address.ToString(), icebox.ConnectionString, engine.ConnectionString, jobs.ConnectionString);
            await system._instance.CreateFoldersAsync(CancellationToken.None);
            await Host.StartAllAsync(system._instance, system.Connections, CancellationToken.None);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Archives the inputs of a case that is in every clone; the request for a job on them.</summary>
    public async Task<ImportHazardRequested> ArchiveAsync(string name)
    {
        var inputs = Path.Combine(Checkout.Find().Root, "tests", "Risk.Tests", "Cases", "own", name, "inputs");
        var folder = RunFolder.Read(inputs);
        await using var client = new SystemClient(Connections);
        var hazard = await client.Hazard.AddAsync(HazardReader.Read(Path.Combine(inputs, "hazard")), "bench");
        var model = await client.Models.AddAsync(folder.Files, RiskModelSummary.Of(folder.Job), "bench");
        return new() { HazardCalculationId = hazard.Id, RiskModelId = model.Id, Owner = "bench" };
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var server in _servers) await server.DisposeAsync();
    }

    private Task StopAsync() => Task.WhenAll(_instance.Running.Select(p => p.KillAsync()));

    private T Keep<T>(T server) where T : IAsyncDisposable
    {
        _servers.Add(server);
        return server;
    }
}
