using Workers.Risk.Random;

namespace Workers.Risk.EventBased;

/// <summary>
/// The random numbers of one event: generators of its own, seeded by the master seed plus the event id, so that the
/// numbers do not depend on how events are cut or spread (risklib/scientific.py, MultiEventRNG). They are made when
/// first used: most jobs draw nothing.
/// </summary>
internal sealed class EventDraws(long seed)
{
    // As the engine's MultiEventRNG: one generator per event, kept over taxonomies and loss types.
    private NumpyGenerator? _generator;
    private double? _common;
    private double? _uniform;

    private NumpyGenerator Generator => _generator ??= new(seed);

    /// <summary>Standard normal numbers, one after the other.</summary>
    public void Normals(Span<double> values) => Generator.NextNormals(values);

    /// <summary>The standard normal number that the assets of the current function share.</summary>
    // Kept until the next function: asset_correlation = 1 is one draw for all its assets.
    public double CommonNormal() => _common ??= Generator.NextNormal();

    /// <summary>A number of a beta distribution.</summary>
    public double Beta(double a, double b) => Generator.NextBeta(a, b);

    /// <summary>
    /// The uniform number of probability mass functions: the engine seeds its generator anew for every asset, so all
    /// get the same.
    /// </summary>
    // scipy's rv_discrete seeds a legacy RandomState, not the event's generator.
    public double Uniform() => _uniform ??= new LegacyRandomState(seed).NextDouble();

    /// <summary>Starts the next function: correlated assets get a new number.</summary>
    public void NextFunction() => _common = null;
}
