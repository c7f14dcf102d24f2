using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Workers.Messaging;

/// <summary>Makes a process: configuration, log, bus, outbox, health page; the same for all of them.</summary>
public static class WorkersHost
{
    /// <summary>Builds the host and runs it until it is told to stop.</summary>
    /// <param name="name">Name of the process, in the log and at the broker.</param>
    /// <param name="database">Which database it commits in: one of <see cref="Storage.Databases.Database"/>, the one of <typeparamref name="TDb"/>.</param>
    /// <param name="args">Command line: settings as <c>--WORKERS_BROKER=…</c>.</param>
    /// <param name="configure">What the process receives, and its services; it must register <typeparamref name="TDb"/> (see <see cref="Storage.StorageRegistration"/>).</param>
    /// <returns>Exit code: 0 if it was told to stop, 1 if it could not start or broke.</returns>
    public static async Task<int> RunAsync<TDb>(string name, string database, string[] args, Action<WorkersHostBuilder<TDb>> configure) where TDb : DbContext
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
    public static IHost Build<TDb>(string name, string database, string[] args, Action<WorkersHostBuilder<TDb>> configure) where TDb : DbContext
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Logging.ClearProviders();
        var workers = new WorkersHostBuilder<TDb>(name, database, builder.Services, builder.Configuration);
        configure(workers);
        workers.Complete();
        return builder.Build();
    }
}
