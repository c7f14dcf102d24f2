using Workers.Storage.Databases.Engine;
using Workers.Storage.Fencing;
using Workers.Storage.Runs;

namespace Workers.Calculator.Calculations;

/// <summary>
/// Cache of the calculations that this process works on: a job's files are not read again for each of its blocks.
/// What is dropped is read again when it is asked for.
/// </summary>
internal sealed class OpenCalculations(JobInput input) : IDisposable
{
    /// <summary>Most assets of all calculations together; the one in use is kept whatever its size.</summary>
    private const int MaxAssets = 150_000;

    /// <summary>Assets above which memory is collected after a job was read.</summary>
    private const int LargeJob = 20_000;

    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>In the order of their last use, the latest at the end.</summary>
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
        // Held while reading: several blocks of one job that come at once wait for the first to read it.
        await _gate.WaitAsync(cancel);
        try
        {
            var calculation = _kept.Find(kept => kept.Attempt == job) ?? await ReadAsync(db, job, cancel);
            Keep(calculation);
            return calculation;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<Calculation> ReadAsync(EngineDb db, JobAttempt job, CancellationToken cancel)
    {
        var run = await JobRuns.FindAsync(db, job, cancel);
        var calculation = await input.OpenAsync(run, job, cancel);
        // Reading leaves several times the size of the job as garbage on the heap, most of it in old generations.
        // The process would keep that memory while blocks need it: give it back to the system now.
        if (calculation.Assets > LargeJob)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        return calculation;
    }

    /// <summary>Makes it the latest used, and drops those that were not used for longest.</summary>
    private void Keep(Calculation calculation)
    {
        _kept.Remove(calculation);
        _kept.Add(calculation);
        // Never the latest: a job that is larger than the limit alone would be read for each of its blocks.
        while (_kept.Count > 1 && _kept.Sum(kept => kept.Assets) > MaxAssets)
            _kept.RemoveAt(0);
    }
}
