namespace Workers.Storage.Runs;

/// <summary>How the results of an attempt came about, as the calculator tells it.</summary>
/// <param name="Mode">Calculation mode.</param>
/// <param name="Description">Free text of job.ini.</param>
/// <param name="Engine">What calculated: <c>workers</c>, or a real engine.</param>
/// <param name="EngineVersion">Its version.</param>
/// <param name="Parameters">Parameters of job.ini as written, in file order.</param>
/// <param name="Timings">Seconds by step.</param>
/// <param name="Log">Lines for people, oldest first.</param>
public sealed record CalculationProvenance(
    string Mode,
    string Description,
    string Engine,
    string EngineVersion,
    IReadOnlyList<KeyValuePair<string, string>> Parameters,
    IReadOnlyDictionary<string, double> Timings,
    IReadOnlyList<string> Log);
