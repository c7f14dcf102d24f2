using System.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Workers.Messaging.Transactions;
using Workers.Storage.DeadLetters;

namespace Workers.Coordinator.DeadLetters;

/// <summary>Works the operations that people asked for; of several coordinators, one.</summary>
internal sealed class LetterOperations(
    IServiceScopeFactory scopes, CommitDatabase jobs, TimeProvider time, ILogger<LetterOperations> log)
    : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Operations on dead letters wait, tried again soon: {Reason}", e.Message);
                await Task.Delay(Idle, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        // The lock goes with this connection: when its process dies, another coordinator gets it.
        await using var connection = await jobs.Source.OpenConnectionAsync(stop);
        while (!await LockAsync(connection, stop))
            await Task.Delay(Idle, time, stop);
        try
        {
            await WorkAsync(connection, stop);
        }
        finally
        {
            // Connections are kept in a pool, and with it what they hold.
            await UnlockAsync(connection);
        }
    }

    private async Task WorkAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var running = await RunningAsync(connection, stop);
            foreach (var operation in running)
                await AdvanceAsync(operation, stop);
            await ReleaseAsync(stop);
            await Task.Delay(running.Count > 0 ? Busy : Idle, time, stop);
        }
    }

    /// <summary>A step of one operation; what is wrong with it holds up no other.</summary>
    private async Task AdvanceAsync(Guid operation, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<OperationRun>().AdvanceAsync(operation, stop);
        }
        catch (BrokerAwayException e)
        {
            log.LogWarning("Operation {Operation} waits for the broker: {Reason}", operation, e.Message);
        }
        catch (Exception e) when (e is not NpgsqlException && !stop.IsCancellationRequested)
        {
            log.LogError(e, "Operation {Operation} does not go on", operation);
        }
    }

    private async Task ReleaseAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ForgottenReplays>().ReleaseAsync(stop);
    }

    private static async Task<bool> LockAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "SELECT pg_try_advisory_lock(hashtextextended('operations on dead letters', 0))", connection);
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    private static async Task UnlockAsync(NpgsqlConnection connection)
    {
        // Broken: the lock went with it.
        if (connection.State != ConnectionState.Open)
            return;
        await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>On the connection of the lock: if it is broken, so is the right to work.</summary>
    private static async Task<List<Guid>> RunningAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT id FROM jobs.operation WHERE state = '{OperationState.Running}' ORDER BY created_at", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var running = new List<Guid>();
        while (await reader.ReadAsync(cancel))
            running.Add(reader.GetGuid(0));
        return running;
    }
}
