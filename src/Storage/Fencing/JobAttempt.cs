namespace Workers.Storage.Fencing;

/// <summary>
/// A job and which try of it: what every row that a step writes belongs to, and what fences late writers.
/// </summary>
/// <param name="JobId">Id of the job.</param>
/// <param name="Attempt">Number of the try, from 1.</param>
public readonly record struct JobAttempt(Guid JobId, int Attempt);
