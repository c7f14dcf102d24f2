using Workers.Kit.Instances;
using Workers.Kit.Processes;

namespace Workers.Kit.Servers;

/// <summary>Starts and stops the private servers of an instance. The caller holds its lock.</summary>
public static class PrivateServers
{
    /// <summary>PostgreSQL and RabbitMQ, at the same time; each can be left out where the user has his own.</summary>
    /// <param name="whenDatabasesAnswer">What can be done while the broker is still starting.</param>
    public static async Task<ServerSettings> StartAsync(
        Instance instance,
        bool postgres,
        bool broker,
        Func<ServerSettings, Task> whenDatabasesAnswer,
        CancellationToken cancel)
    {
        if (postgres || broker) await DebianPackages.EnsureServersAsync(cancel);
        await instance.CreateFoldersAsync(cancel);
        var settings = await ServerSettings.PrepareAsync(instance, cancel);
        await Task.WhenAll(StartDatabasesAsync(), StartBrokerAsync());
        return settings;

        async Task StartDatabasesAsync()
        {
            if (postgres)
            {
                await ProgressLine.RunAsync(
                    "PostgreSQL",
                    () => PostgresServer.StartAsync(instance, settings, cancel));
            }
            await whenDatabasesAnswer(settings);
        }

        async Task StartBrokerAsync()
        {
            if (broker)
                await ProgressLine.RunAsync("RabbitMQ", () => RabbitServer.StartAsync(instance, settings, cancel));
        }
    }

    /// <summary>PostgreSQL and RabbitMQ, without any database.</summary>
    public static Task<ServerSettings> StartAsync(Instance instance, CancellationToken cancel) =>
        StartAsync(instance, postgres: true, broker: true, _ => Task.CompletedTask, cancel);

    /// <summary>
    /// Everything of the instance that runs, whoever started it: first what uses the servers, then the servers.
    /// </summary>
    public static async Task StopAsync(Instance instance)
    {
        File.Delete(instance.UpMarker);
        await Task.WhenAll(instance.Running.Where(IsHost).Select(p => p.StopAsync(TimeSpan.FromSeconds(20))));
        await Task.WhenAll(RabbitServer.StopAsync(instance), PostgresServer.StopAsync(instance));
        if (Directory.Exists(instance.RunFiles))
            foreach (var file in Directory.GetFiles(instance.RunFiles)) File.Delete(file);
        if (!instance.Durable) instance.DeleteData();
    }

    /// <summary>
    /// Stops what an earlier command left behind when it was killed; what <c>up</c> started is meant to run.
    /// </summary>
    public static async Task CleanUpAsync(Instance instance)
    {
        if (File.Exists(instance.UpMarker) && instance.Running.Count > 0) return;
        if (instance.Running.Count > 0)
            await ProgressLine.RunAsync("stopping what an interrupted command left behind", () => StopAsync(instance));
        else
            File.Delete(instance.UpMarker);
    }

    public static bool IsHost(StartedProcess process) =>
        process.Name is not (PostgresServer.Name or RabbitServer.NamesDaemon) && !RabbitServer.IsNode(process);
}
