using Workers.Risk.Input;

namespace Workers.Risk.EventBased;

/// <summary>The random numbers of one event: a generator of its own, seeded by the master seed plus the event id, so that the numbers do not
/// depend on how events are cut or spread (risklib/scientific.py, MultiEventRNG).</summary>
internal sealed class EventDraws(long seed)
{
    private double? _common;

    /// <summary>A standard normal number.</summary>
    public double Normal() => throw NotYet();

    /// <summary>The standard normal number that the assets of the current function share.</summary>
    public double CommonNormal() => _common ??= Normal();

    /// <summary>A number of a beta distribution.</summary>
    public double Beta(double a, double b) => throw NotYet();

    /// <summary>The uniform number of probability mass functions.</summary>
    public double Uniform() => throw NotYet();

    /// <summary>Starts the next function: correlated assets get a new number.</summary>
    public void NextFunction() => _common = null;

    private InputException NotYet() => new(ErrorCode.NotYetSupported, $"sampling of losses is not supported yet (seed {seed})", "job.ini master_seed", "ignore_covs = true");
}
