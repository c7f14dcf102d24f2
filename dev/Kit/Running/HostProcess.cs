using System.Text.Json;
using Workers.Kit.Instances;
using Workers.Kit.Processes;
using Workers.Kit.Servers;
using Workers.Operations;

namespace Workers.Kit.Running;

/// <summary>The processes of the system, as <c>up</c> starts them.</summary>
/// <param name="Name">Name of the process; its log and run file have it too.</param>
/// <param name="Project">Project under <c>src</c>.</param>
public sealed record HostProcess(string Name, string Project)
{
    public static IReadOnlyList<HostProcess> All { get; } =
    [
        new("coordinator", "Coordinator"),
        new("importer", "Importer"),
        new("calculator-1", "Calculator"),
        new("calculator-2", "Calculator"),
        new("exporter", "Exporter"),
    ];

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>The process of this name; null if it is none of the system's own.</summary>
    public static HostProcess? Find(string name) => All.FirstOrDefault(host => host.Name == name);

    /// <summary>Starts those that do not run, at the same time, and waits until each one is healthy.</summary>
    public static Task StartAllAsync(Instance instance, Connections connections, CancellationToken cancel) =>
        Task.WhenAll(All.Select(host => host.StartAsync(instance, connections, cancel)));

    /// <param name="binaries">Checkout that the process was built in, if it is not the instance's.</param>
    public async Task<StartedProcess> StartAsync(
        Instance instance,
        Connections connections,
        CancellationToken cancel,
        Checkout? binaries = null)
    {
        var process = instance.Find(Name);
        if (process is null)
        {
            var health = $"http://127.0.0.1:{Ports.Free()}";
            await File.WriteAllTextAsync(HealthFile(instance), health, cancel);
            var environment = connections.ToEnvironment();
            environment["WORKERS_HEALTH_URL"] = health;
            environment["WORKERS_LOG_FILE"] = Launcher.Log(instance, Name);
            var assembly = (binaries ?? instance.Checkout).Host(Project);
            var output = Launcher.Output(instance, Name);
            process = await Launcher.StartAsync(instance, Name, [Dotnet, assembly], environment, cancel, output);
        }
        await Launcher.WaitAsync(instance, process, IsHealthyAsync, TimeSpan.FromMinutes(2), cancel);
        return process;

        async Task<bool> IsHealthyAsync() => await HealthAsync(instance, cancel) == "Healthy";
    }

    /// <summary>
    /// What the process says of itself: <c>Healthy</c>, <c>Degraded</c>, <c>Unhealthy</c>; null if it does not answer.
    /// </summary>
    public async Task<string?> HealthAsync(Instance instance, CancellationToken cancel)
    {
        if (!File.Exists(HealthFile(instance))) return null;
        try
        {
            var address = await File.ReadAllTextAsync(HealthFile(instance), cancel);
            using var response = await Http.GetAsync($"{address}/health", cancel);
            return StatusOf(await response.Content.ReadAsStringAsync(cancel));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The page is a JSON document with the status, or the status alone.</summary>
    private static string? StatusOf(string page)
    {
        if (!page.StartsWith('{')) return page;
        using var document = JsonDocument.Parse(page);
        return document.RootElement.TryGetProperty("status", out var status) ? status.GetString() : page;
    }

    private string HealthFile(Instance instance) => Path.Combine(instance.Folder, $"{Name}.health");

    /// <summary>The .NET host that runs this command.</summary>
    private static string Dotnet =>
        Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";
}
