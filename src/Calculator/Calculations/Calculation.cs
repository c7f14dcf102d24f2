using Workers.Risk.Job;
using Workers.Storage.Databases.Engine;
using Workers.Storage.Fencing;

namespace Workers.Calculator.Calculations;

/// <summary>What a merge tells of the whole.</summary>
/// <param name="Assets">Assets that results are given for.</param>
/// <param name="Warnings">What a user should know.</param>
internal sealed record Merged(int Assets, IReadOnlyList<string> Warnings);

/// <summary>
/// The calculation of an attempt, cut into blocks of a few seconds. It is made of the job and its hazard alone: every
/// process cuts it alike, and the results have the same bits whoever calculates which block, and when.
/// </summary>
/// <param name="run">What it runs on; of this attempt, or of an earlier one that this one goes on from.</param>
/// <param name="attempt">Whose results it writes.</param>
/// <param name="job">Exposure inside the area of interest, functions, parameters.</param>
internal abstract class Calculation(JobRunRow run, JobAttempt attempt, RiskJob job)
{
    public RiskJob Job => job;
    public JobRunRow Run => run;
    public JobAttempt Attempt => attempt;

    /// <summary>Assets in the job, for what keeping it costs.</summary>
    public int Assets => job.Exposure.Assets.Count;

    /// <summary>Number of blocks.</summary>
    public abstract int Blocks { get; }

    /// <summary>
    /// Calculates a block and leaves what it gives in the engine database, invisible; again is harmless.
    /// </summary>
    public abstract Task CalculateAsync(int block, CancellationToken cancel);

    /// <summary>Calculates the only block, and makes the results of it.</summary>
    public abstract Task<Merged> WholeAsync(CancellationToken cancel);

    /// <summary>
    /// Puts the blocks together, in their order, as the results of the attempt; invisible until the run is marked
    /// complete.
    /// </summary>
    public abstract Task<Merged> MergeAsync(CancellationToken cancel);
}
