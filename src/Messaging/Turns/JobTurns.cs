namespace Workers.Messaging.Turns;

/// <summary>
/// In this process the messages of a job are taken one after the other; those of different jobs never wait for each
/// other.
/// </summary>
internal sealed class JobTurns(TimeProvider time)
{
    private readonly Dictionary<Guid, Turn> _turns = [];

    /// <summary>Waits for the job's turn; disposing of it gives the turn to the next.</summary>
    public async Task<IDisposable> TakeAsync(Guid job, CancellationToken cancel)
    {
        Turn turn;
        lock (_turns)
        {
            if (!_turns.TryGetValue(job, out turn!))
                _turns[job] = turn = new Turn();
            turn.Users++;
        }
        try
        {
            await turn.Free.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            Leave(job, turn);
            throw;
        }
        return new Taken(this, job, turn);
    }

    /// <summary>Somebody has the job's row locked: how long its messages had better wait; zero if nobody has.</summary>
    public TimeSpan LockedFor(Guid job)
    {
        lock (_turns)
        {
            var until = _turns.TryGetValue(job, out var turn) ? turn.LockedUntil : null;
            return until is { } then && then > time.GetUtcNow() ? then - time.GetUtcNow() : TimeSpan.Zero;
        }
    }

    /// <summary>The row was found locked: messages that come before then need not find it out again.</summary>
    public void NoteLocked(Guid job, TimeSpan wait)
    {
        lock (_turns)
        {
            if (_turns.TryGetValue(job, out var turn))
                turn.LockedUntil = time.GetUtcNow() + wait;
        }
    }

    private void Leave(Guid job, Turn turn)
    {
        lock (_turns)
        {
            // Forgotten with its last user: what it knows of the lock is then of no use to anybody.
            if (--turn.Users == 0)
                _turns.Remove(job);
        }
    }

    private sealed class Turn
    {
        public SemaphoreSlim Free { get; } = new(1, 1);
        public int Users { get; set; }
        public DateTimeOffset? LockedUntil { get; set; }
    }

    private sealed class Taken(JobTurns turns, Guid job, Turn turn) : IDisposable
    {
        public void Dispose()
        {
            turn.Free.Release();
            turns.Leave(job, turn);
        }
    }
}
