using Workers.Risk.EventBased;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Random;
using Workers.Risk.Statistics;

namespace Workers.Risk.Damage;

/// <summary>
/// The events of a block that have ground motion at a site, with what is drawn for them: the engine makes its
/// generators anew for every site, seeded by master seed + event id (calculators/event_based_damage.py).
/// </summary>
internal sealed class SiteEvents
{
    private readonly IGroundMotion _fields;
    private readonly EventRange _range;
    private readonly int _site;
    private readonly Dictionary<int, float[]> _values = [];

    /// <param name="fields">Ground motion.</param>
    /// <param name="range">Where the events of the block are in it.</param>
    /// <param name="site">Position of the site.</param>
    /// <param name="parameters">Parameters of the job.</param>
    /// <param name="perils">
    /// Position of each probability of a secondary peril that is simulated, with the number of simulations.
    /// </param>
    public SiteEvents(
        IGroundMotion fields,
        EventRange range,
        int site,
        RiskParameters parameters,
        IReadOnlyList<(int Imt, int Simulations)> perils)
    {
        _fields = fields;
        _range = range;
        _site = site;
        // An event shakes a site for all IMTs or none: the first tells.
        var row = Row(0);
        var positions = new List<int>();
        for (var e = 0; e < row.Length; e++)
            if (!float.IsNaN(row[e]))
                positions.Add(e);
        Positions = [.. positions];
        if (parameters.DiscreteDamageDistribution)
            // One generator per event, made anew at each site (MultiEventRNG in event_based_damage.py).
            Generators = Array.ConvertAll(
                Positions,
                e => new NumpyGenerator(parameters.MasterSeed + fields.Events.Ids[range.First + e]));
        // Perils draw before buildings: the order decides what each gets.
        foreach (var (imt, simulations) in perils)
            PerilShares = Shares(Values(imt), simulations);
    }

    /// <summary>Scratch buffers of the groups at the site, one group after the other.</summary>
    public DamageScratch Scratch { get; } = new();

    /// <summary>Positions of the events in the block.</summary>
    public int[] Positions { get; }

    /// <summary>A generator for each event, if buildings are drawn.</summary>
    public NumpyGenerator[]? Generators { get; }

    /// <summary>
    /// For each event the share of damage that a secondary peril lets happen; null without one. Of several the last
    /// counts, as in the engine.
    /// </summary>
    public double[]? PerilShares { get; }

    /// <summary>Values of an IMT, one for each event.</summary>
    public float[] Values(int imt)
    {
        if (_values.TryGetValue(imt, out var known))
            return known;
        var row = Row(imt);
        var values = new float[Positions.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = row[Positions[i]];
        return _values[imt] = values;
    }

    private ReadOnlySpan<float> Row(int imt) => _fields.Values(imt, _site).Slice(_range.First, _range.Count);

    /// <summary>The probabilities themselves, or the share of simulations in which the peril strikes.</summary>
    private double[] Shares(float[] probabilities, int simulations)
    {
        // Float mode takes the probability itself; only whole buildings are simulated.
        if (Generators is null)
            return Array.ConvertAll(probabilities, p => (double)p);
        // Nothing is drawn where the probability is 0.
        return [.. probabilities.Zip(Generators, (p, generator) => p > 0 ? Strikes(generator, p, simulations) : 0)];
    }

    private static double Strikes(NumpyGenerator generator, float probability, int simulations)
    {
        var strikes = 0;
        for (var s = 0; s < simulations; s++)
            if (generator.NextDouble() < probability)
                strikes++;
        return (double)strikes / simulations;
    }
}

/// <summary>Scratch buffers of a <see cref="GroupDamage"/>.</summary>
internal sealed class DamageScratch
{
    public Scratch<double> Fractions, Poes;

    public Scratch<float> Damage, OfGroup;
}
