using System.Text.Json;

namespace Workers.Cli.Local;

/// <summary>The processes of the system, as <c>up</c> starts them.</summary>
/// <param name="Name">Name of the process; its log and run file have it too.</param>
/// <param name="Project">Project under <c>src</c>.</param>
public sealed record Host(string Name, string Project)
{
    public static IReadOnlyList<Host> All { get; } =
    [
        new("coordinator", "Coordinator"), new("importer", "Importer"), new("calculator-1", "Calculator"),
        new("calculator-2", "Calculator"), new("exporter", "Exporter"),
    ];

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Starts those that do not run, at the same time, and waits until each one is healthy.</summary>
    public static Task StartAllAsync(Instance instance, Connections connections, CancellationToken cancel) =>
        Task.WhenAll(All.Select(host => host.StartAsync(instance, connections, cancel)));

    /// <param name="binaries">Checkout that the process was built in, if it is not the instance's.</param>
    public async Task<StartedProcess> StartAsync(Instance instance, Connections connections, CancellationToken cancel, Checkout? binaries = null)
    {
        var process = instance.Find(Name);
        if (process is null)
        {
            var health = $"http://127.0.0.1:{Ports.Free()}";
            await File.WriteAllTextAsync(HealthFile(instance), health, cancel);
            var environment = connections.ToEnvironment();
            environment["WORKERS_HEALTH_URL"] = health;
            process = await Launcher.StartAsync(instance, Name, [Dotnet, (binaries ?? instance.Checkout).Host(Project)], environment, cancel);
        }
        await Launcher.WaitAsync(instance, process, async () => await HealthAsync(instance, cancel) == "Healthy", TimeSpan.FromMinutes(2), cancel);
        return process;
    }

    /// <summary>What the process says of itself: <c>Healthy</c>, <c>Degraded</c>, <c>Unhealthy</c>; null if it does not answer.</summary>
    public async Task<string?> HealthAsync(Instance instance, CancellationToken cancel)
    {
        if (!File.Exists(HealthFile(instance))) return null;
        try
        {
            using var response = await Http.GetAsync($"{await File.ReadAllTextAsync(HealthFile(instance), cancel)}/health", cancel);
            var body = await response.Content.ReadAsStringAsync(cancel);
            return body.StartsWith('{') && JsonDocument.Parse(body).RootElement.TryGetProperty("status", out var status) ? status.GetString() : body;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }

    private string HealthFile(Instance instance) => Path.Combine(instance.Folder, $"{Name}.health");

    /// <summary>The .NET host that runs this command.</summary>
    private static string Dotnet => Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";
}
