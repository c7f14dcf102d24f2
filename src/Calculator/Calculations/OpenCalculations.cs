using Workers.Storage.Databases.Engine;
using Workers.Storage.Fencing;
using Workers.Storage.Runs;

namespace Workers.Calculator.Calculations;

/// <summary>
/// Calculations that this process works on, kept so that a job's files are not read again for each of its blocks. Nothing is lost with it.
/// </summary>
internal sealed class OpenCalculations(JobInput input) : IDisposable
{
    /// <summary>Assets of all calculations that are kept; the one in use is kept whatever its size.</summary>
    private const int MostAssets = 150_000;

    /// <summary>Assets from which on what reading left is given back at once.</summary>
    private const int LargeJob = 20_000;

    private readonly SemaphoreSlim _gate = new(1);
    private readonly List<Calculation> _kept = [];

    /// <summary>Plans an attempt. It is kept if others will ask for it: if it has several blocks.</summary>
    /// <exception cref="Errors.InputException">The job or its hazard is wrong, or they do not fit together.</exception>
    public async Task<Calculation> PlanAsync(EngineDb db, JobAttempt job, CancellationToken cancel)
    {
        var calculation = await ReadAsync(db, job, cancel);
        if (calculation.Blocks == 1)
            return calculation;
        await _gate.WaitAsync(cancel);
        Keep(calculation);
        _gate.Release();
        return calculation;
    }

    /// <summary>The calculation of an attempt, kept or read again.</summary>
    public async Task<Calculation> OpenAsync(EngineDb db, JobAttempt job, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            var calculation = _kept.Find(c => c.JobAttempt == job)
                ?? await ReadAsync(db, job, cancel);
            Keep(calculation);
            return calculation;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>Reading files leaves more behind than is kept of them: a large job's is given back before its blocks need the room.</summary>
    private async Task<Calculation> ReadAsync(EngineDb db, JobAttempt job, CancellationToken cancel)
    {
        var calculation = await input.OpenAsync(await JobRuns.FindAsync(db, job, cancel), job.Attempt, cancel);
        if (calculation.Size > LargeJob)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        return calculation;
    }

    /// <summary>As the latest one; those that were not used for longest make room.</summary>
    private void Keep(Calculation calculation)
    {
        _kept.Remove(calculation);
        _kept.Add(calculation);
        while (_kept.Count > 1 && _kept.Sum(c => c.Size) > MostAssets)
            _kept.RemoveAt(0);
    }
}
