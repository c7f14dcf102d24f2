using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Workers.Coordinator.Saga;
using Workers.Messaging.Outbox;
using Workers.Messaging.Transactions;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.DeadLetters;

namespace Workers.Coordinator.DeadLetters;

/// <summary>Writes letters, and tells the saga of those that hold a job: one transaction for each.</summary>
internal sealed class LetterIntake(
    IServiceScopeFactory scopes, CommitDatabase jobs, TimeProvider time, ILogger<LetterIntake> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly CommandOutbox _outbox = new(jobs.Source, time);

    /// <summary>Takes a letter; waits for the database for as long as it is away.</summary>
    /// <returns>False if the database will not have it.</returns>
    public async Task<bool> TakeAsync(DeadMessage message, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await WriteAsync(message, cancel);
                return true;
            }
            catch (Exception e) when (IsOfTheLetter(e))
            {
                log.LogError(e, "A letter of {Queue} cannot be stored; it stays there", message.Queue);
                return false;
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                log.LogWarning("A letter of {Queue} waits for the database: {Reason}", message.Queue, e.Message);
                await Task.Delay(Pause, time, cancel);
            }
        }
    }

    private async Task WriteAsync(DeadMessage message, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JobsDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var letter = LetterReader.Read(message, time.GetUtcNow());
        if (!await LetterTaking.TakeAsync(db, letter, LetterReader.ReplayOf(message), cancel))
            return;
        if (letter.HoldsJob)
            await TellSagaAsync(letter, db, transaction, cancel);
        await transaction.CommitAsync(cancel);
        log.LogWarning(
            "Dead letter {Letter} of {SourceQueue}: {MessageType} {JobId} {Code} {Reason}",
            letter.Id, letter.SourceQueue, letter.MessageType, letter.JobId, letter.Code, letter.Reason);
    }

    private Task<Guid> TellSagaAsync(
        LetterRow letter, JobsDb db, IDbContextTransaction transaction, CancellationToken cancel)
    {
        var taken = new LetterTaken
        {
            JobId = letter.JobId!.Value,
            Attempt = letter.Attempt,
            LetterId = letter.Id,
            SourceQueue = letter.SourceQueue,
            MessageType = letter.MessageType,
            What = letter.ExceptionType is { } type ? $"{type}: {letter.Reason}" : letter.Reason,
        };
        return _outbox.PublishAsync(
            taken,
            (NpgsqlConnection)db.Database.GetDbConnection(),
            (NpgsqlTransaction)transaction.GetDbTransaction(),
            cancel);
    }

    /// <summary>
    /// The database answers and refuses; that the delivery was taken by another at the same time is seen when it is
    /// looked at again.
    /// </summary>
    private static bool IsOfTheLetter(Exception e) =>
        e is DbUpdateException { InnerException: PostgresException { IsTransient: false } refusal }
        && refusal.SqlState.StartsWith("22", StringComparison.Ordinal);
}
