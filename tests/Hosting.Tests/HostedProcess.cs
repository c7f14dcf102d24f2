using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Workers.Contracts;
using Workers.Hosting.Settings;
using Workers.Messaging.Steps;
using Workers.Messaging.Topology;
using Workers.Storage;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Fencing;
using Workers.Support;

namespace Workers.Hosting.Tests;

/// <summary>A calculator whose step does nothing, on a database and a broker of its own.</summary>
internal sealed class HostedProcess : IAsyncDisposable
{
    private IHost _host = null!;

    public string Engine { get; private init; } = "";
    public Uri Broker { get; private init; } = null!;

    public Task<HealthReport> HealthAsync() =>
        _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    /// <summary>Starts it.</summary>
    /// <param name="settings">Settings beside broker and database, as on a command line.</param>
    public static async Task<HostedProcess> StartAsync(params string[] settings)
    {
        var process = new HostedProcess
        {
            Engine = await TestServers.CreateDatabaseAsync(),
            Broker = await TestServers.CreateVirtualHostAsync(),
        };
        await DatabaseMigrator.MigrateAsync(Database.Engine, process.Engine);
        string[] args = [$"--WORKERS_BROKER={process.Broker}", $"--WORKERS_ENGINE={process.Engine}", .. settings];
        process._host = WorkersHost.Build<EngineDb>(WorkersProcess.Calculator, Database.Engine, args, host =>
        {
            host.Services.AddDatabase<EngineDb>(Database.Engine, host.Options.Engine);
            host.Step<Nothing, RunRiskCalc>(Queues.RunRiskCalc);
            host.Discards<NoDiscard>(Queues.DiscardWork);
        });
        await process._host.StartAsync();
        return process;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(Engine);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await TestServers.DropAsync(Broker, Engine);
    }

    private sealed class Nothing : IStep<RunRiskCalc, EngineDb>
    {
        public Task<CompleteStep<EngineDb>> WorkAsync(StepContext<RunRiskCalc> step, CancellationToken cancel) =>
            Task.FromResult<CompleteStep<EngineDb>>(_ => Task.CompletedTask);
    }

    private sealed class NoDiscard : IDiscard<EngineDb>
    {
        public Task DiscardAsync(EngineDb db, JobAttempt job, CancellationToken cancel) => Task.CompletedTask;
    }
}
