using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workers.Hosting.Health;
using Workers.Hosting.Logs;
using Workers.Hosting.Settings;
using Workers.Messaging.Setup;

namespace Workers.Hosting;

/// <summary>Makes a process: settings, log, health page, bus, outbox; the same for all of them.</summary>
public static class WorkersHost
{
    /// <summary>Builds the host and runs it until it is told to stop.</summary>
    /// <param name="process">Which process; also its name in the log and at the broker.</param>
    /// <param name="database">
    /// Which database it commits in: one of <see cref="Storage.Databases.Database"/>, the one of <typeparamref
    /// name="TDb"/>.
    /// </param>
    /// <param name="args">Command line: settings as <c>--WORKERS_BROKER=…</c>.</param>
    /// <param name="configure">
    /// What the process receives, and its services; it must register <typeparamref name="TDb"/>
    /// (see <see cref="Storage.StorageRegistration"/>).
    /// </param>
    /// <returns>Exit code: 0 if it was told to stop, 1 if it could not start or broke.</returns>
    public static async Task<int> RunAsync<TDb>(
        WorkersProcess process, string database, string[] args, Action<WorkersHostBuilder<TDb>> configure)
        where TDb : DbContext
    {
        try
        {
            using var host = Build(process, database, args, configure);
            await host.RunAsync();
            return 0;
        }
        catch (Exception e)
        {
            // One line without a stack: mostly a setting is wrong, and the sentence says which.
            await Console.Error.WriteLineAsync($"{NameOf(process)}: {e.Message}");
            return 1;
        }
    }

    /// <summary>Builds the host without running it.</summary>
    /// <exception cref="OptionsValidationException">Settings are missing or wrong.</exception>
    public static IHost Build<TDb>(
        WorkersProcess process, string database, string[] args, Action<WorkersHostBuilder<TDb>> configure)
        where TDb : DbContext
    {
        var application = WebApplication.CreateSlimBuilder(args);
        application.Logging.ClearProviders();
        var options = SettingsReader.Read(application.Configuration, process);
        application.Services.AddCompactLog(NameOf(process), options.LogFile);
        application.Services.AddSingleton(options);
        var workers = new WorkersHostBuilder<TDb>(application.Services, options);
        configure(workers);
        workers.AddHealth();
        if (!workers.Listens)
            workers.Services.AddSingleton<IServer, NoServer>();

        // What is added here starts after the web server and stops before it: the health page answers while the bus is
        // not yet up. (The builder adds the server last, but before these callbacks.)
        application.Host.ConfigureContainer<IServiceCollection>((_, _) => workers.AddMessaging(new MessagingOptions
        {
            ProcessName = NameOf(process),
            Database = database,
            Broker = options.Broker,
            InboxWindow = options.InboxWindow,
        }));
        var host = application.Build();
        workers.MapPages(host);
        return host;
    }

    private static string NameOf(WorkersProcess process) => process.ToString().ToLowerInvariant();
}
