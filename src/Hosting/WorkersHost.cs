using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workers.Hosting.Health;
using Workers.Hosting.Logs;
using Workers.Messaging.Setup;

namespace Workers.Hosting;

/// <summary>Makes a process: settings, log, health page, bus, outbox; the same for all of them.</summary>
public static class WorkersHost
{
    /// <summary>Builds the host and runs it until it is told to stop.</summary>
    /// <param name="name">Name of the process, in the log and at the broker.</param>
    /// <param name="database">
    /// Which database it commits in: one of <see cref="Storage.Databases.Database"/>, the one of <typeparamref name="TDb"/>.
    /// </param>
    /// <param name="args">Command line: settings as <c>--WORKERS_BROKER=…</c>.</param>
    /// <param name="configure">
    /// What the process receives, and its services; it must register <typeparamref name="TDb"/>
    /// (see <see cref="Storage.StorageRegistration"/>).
    /// </param>
    /// <returns>Exit code: 0 if it was told to stop, 1 if it could not start or broke.</returns>
    public static async Task<int> RunAsync<TDb>(
        string name, string database, string[] args, Action<WorkersHostBuilder<TDb>> configure)
        where TDb : DbContext
    {
        try
        {
            using var host = Build(name, database, args, configure);
            await host.RunAsync();
            return 0;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"{name}: {e.Message}");
            return 1;
        }
    }

    /// <summary>Builds the host without running it.</summary>
    public static IHost Build<TDb>(
        string name, string database, string[] args, Action<WorkersHostBuilder<TDb>> configure)
        where TDb : DbContext
    {
        var application = WebApplication.CreateSlimBuilder(args);
        application.Logging.ClearProviders();
        application.Services.AddCompactLog(name);
        var workers = new WorkersHostBuilder<TDb>(application);
        configure(workers);
        workers.Services.AddSingleton(workers.Settings);
        workers.AddHealth();
        if (!workers.Listens)
            workers.Services.AddSingleton<IServer, NoServer>();

        // Services added here start after the web server and stop before it: the health page answers while the bus is not up.
        application.Host.ConfigureContainer<IServiceCollection>((_, _) => workers.AddMessaging(new MessagingOptions
        {
            ProcessName = name,
            Database = database,
            Broker = workers.Settings.Broker,
            InboxWindow = workers.Settings.InboxWindow,
        }));
        var host = application.Build();
        workers.MapPages(host);
        return host;
    }
}
