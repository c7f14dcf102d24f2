using System.Runtime.Intrinsics;
using Workers.Risk.Statistics;

namespace Workers.Risk.Fragility;

/// <summary>
/// Lognormal distribution functions, from mean and standard deviation of the intensity: Φ(ln(x / median) / σ). Without
/// deviation the function is a step; at the step itself the state is reached.
/// </summary>
internal sealed class ContinuousCurve(ContinuousFragility function) : FragilityCurve
{
    private static readonly int Width = Vector256<float>.Count;

    // Parameters of the logarithm from mean and deviation of the intensity (scientific.py).
    private readonly double[] _sigmas =
        [.. function.Means.Zip(function.Deviations, (m, s) => Math.Sqrt(Math.Log(s * s / (m * m) + 1)))];

    private readonly double[] _medians =
        [.. function.Means.Zip(function.Deviations, (m, s) => m * m / Math.Sqrt(s * s + m * m))];

    public override int LimitStates => _medians.Length;

    public override void At(ReadOnlySpan<float> gmvs, Span<double> poes)
    {
        Span<float> few = stackalloc float[Width];
        Span<double> ofFew = stackalloc double[Width];
        for (var state = 0; state < _medians.Length; state++)
        {
            var ofState = poes.Slice(state * gmvs.Length, gmvs.Length);
            var e = 0;
            for (; e <= gmvs.Length - Width; e += Width)
                Standardize(state, gmvs[e..], ofState[e..]);
            if (e < gmvs.Length)
            {
                // The rest goes through the same vectors, so that a value gives the same bits wherever it stands.
                gmvs[e..].CopyTo(few);
                Standardize(state, few, ofFew);
                ofFew[..(gmvs.Length - e)].CopyTo(ofState[e..]);
            }
            NormalDistribution.Cumulative(ofState);
        }
    }

    public override void At(double level, Span<double> poes)
    {
        var clamped = Math.Min(Math.Max(level, function.MinLevel), function.MaxLevel);
        for (var state = 0; state < poes.Length; state++)
        {
            // Tested after clamping, as in the engine: a least level above the limit hides it.
            var z = clamped <= function.NoDamageLimit
                ? double.NegativeInfinity
                : Math.Log(clamped / _medians[state]) / _sigmas[state];
            // 0/0: at the very step of a function without deviation.
            poes[state] = double.IsNaN(z) ? 1 : NormalDistribution.Cumulative(z);
        }
    }

    /// <summary>
    /// Eight ground motion values as standard normal values; minus infinity where there is no damage.
    /// </summary>
    private void Standardize(int state, ReadOnlySpan<float> gmvs, Span<double> standard)
    {
        var clamped = Vector256.Min(
            // In float32, as numpy compares with a float32 array.
            Vector256.Max(Vector256.Create(gmvs), Vector256.Create((float)function.MinLevel)),
            Vector256.Create((float)function.MaxLevel));
        var damage = Vector256.GreaterThan(clamped, Vector256.Create((float)function.NoDamageLimit));
        // The logarithm of 0 is minus infinity.
        var (first, second) = Vector256.Widen((clamped / Vector256.Create((float)_medians[state])) & damage);
        Standardize(state, first).CopyTo(standard);
        Standardize(state, second).CopyTo(standard[(Width / 2)..]);
    }

    private Vector256<double> Standardize(int state, Vector256<double> medians)
    {
        var z = Vector256.Log(medians) / Vector256.Create(_sigmas[state]);
        // NaN is 0/0 at the step of a function without deviation: the state is reached.
        return Vector256.ConditionalSelect(Vector256.IsNaN(z), Vector256.Create(double.PositiveInfinity), z);
    }
}
