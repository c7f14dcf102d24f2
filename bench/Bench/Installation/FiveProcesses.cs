using Workers.Bench.Workload;
using Workers.Contracts;
using Workers.Kit;
using Workers.Kit.Instances;
using Workers.Kit.Processes;
using Workers.Kit.Running;
using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Operations;
using Workers.Operations.Archive;
using Workers.Risk.Hazard;
using Workers.Storage.Databases;

namespace Workers.Bench.Installation;

/// <summary>The system as it is installed: five processes on databases and a virtual host of their own.</summary>
internal sealed class FiveProcesses : IAsyncDisposable
{
    private const string Calculator = "calculator-";
    private readonly Instance _instance = new(Checkout.Find(), "bench", durable: false);
    private readonly List<IAsyncDisposable> _servers = [];

    public Connections Connections { get; private set; } = null!;

    public static async Task<FiveProcesses> StartAsync()
    {
        var system = new FiveProcesses();
        try
        {
            await system.KillAsync();
            var broker = system.Keep(await BenchBroker.CreateAsync());
            var icebox = system.Keep(await BenchDatabase.CreateAsync(Database.Icebox));
            var engine = system.Keep(await BenchDatabase.CreateAsync(Database.Engine));
            var jobs = system.Keep(await BenchDatabase.CreateAsync(Database.Jobs));
            system.Connections = new(
                broker.Address.ToString(),
                icebox.ConnectionString,
                engine.ConnectionString,
                jobs.ConnectionString);
            await system._instance.CreateFoldersAsync(CancellationToken.None);
            await system.WithCalculatorsAsync(2);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts what is missing, and stops Calculators that are too many.</summary>
    public async Task WithCalculatorsAsync(int count)
    {
        bool Wanted(string name) =>
            !name.StartsWith(Calculator, StringComparison.Ordinal) || int.Parse(name[Calculator.Length..]) <= count;
        await StopAsync(_instance.Running.Where(p => !Wanted(p.Name)));
        var wanted = HostProcess.All.Where(host => Wanted(host.Name));
        await Task.WhenAll(wanted.Select(host => host.StartAsync(_instance, Connections, CancellationToken.None)));
    }

    /// <summary>New processes, which have taken no memory yet for any job.</summary>
    public async Task RestartAsync(int calculators)
    {
        await StopAsync(_instance.Running);
        await WithCalculatorsAsync(calculators);
    }

    /// <summary>Peak resident memory of each process so far, in MB.</summary>
    public IReadOnlyDictionary<string, double> PeakMegabytes() =>
        _instance.Running.ToDictionary(p => p.Name, p => PeakMemory.Of(p.Pid));

    /// <summary>
    /// From now on, peaks are those of what comes; but what a process has kept from before is in them.
    /// </summary>
    public void ForgetPeaks()
    {
        foreach (var process in _instance.Running) PeakMemory.Forget(process.Pid);
    }

    /// <summary>Archives the inputs of a case that is in every clone; the request for a job on them.</summary>
    public async Task<ImportHazardRequested> ArchiveAsync(string name)
    {
        var inputs = Path.Combine(Checkout.Find().Root, "tests", "Risk.Tests", "Cases", "own", name, "inputs");
        return await ArchiveAsync(
            HazardReader.Read(Path.Combine(inputs, "hazard")), RiskModelSource.Read(inputs));
    }

    /// <summary>Archives synthetic hazard and a risk model for it; the request for a job on them.</summary>
    public Task<ImportHazardRequested> ArchiveAsync(Size size) =>
        ArchiveAsync(
            SyntheticHazard.For(size),
            RiskModelSource.From(RiskJobFiles.FromPairs(SyntheticModel.Files(size).Select(f => (f.Key, f.Value)))));

    /// <summary>Archives synthetic hazard alone; its id.</summary>
    public async Task<Guid> ArchiveHazardAsync(Size size)
    {
        await using var client = new SystemClient(Connections);
        return (await client.Hazard.AddContentAsync(SyntheticHazard.For(size), "bench", CancellationToken.None)).Id;
    }

    private async Task<ImportHazardRequested> ArchiveAsync(
        ArchivableHazard hazard,
        RiskModelSource source)
    {
        await using var client = new SystemClient(Connections);
        var archived = await client.Hazard.AddContentAsync(hazard, "bench", CancellationToken.None);
        var model = await client.Models.AddAsync(source, "bench", CancellationToken.None);
        return new() { HazardCalculationId = archived.Id, RiskModelId = model.Id, Owner = "bench" };
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        foreach (var server in _servers) await server.DisposeAsync();
    }

    private Task KillAsync() => Task.WhenAll(_instance.Running.Select(p => p.KillAsync()));

    private static Task StopAsync(IEnumerable<StartedProcess> processes) =>
        Task.WhenAll(processes.Select(p => p.StopAsync(TimeSpan.FromSeconds(20))));

    private T Keep<T>(T server) where T : IAsyncDisposable
    {
        _servers.Add(server);
        return server;
    }
}
