using Workers.Risk.Assets;
using Workers.Risk.Results;

namespace Workers.Risk.Damage;

/// <summary>Damage of one loss type by asset, on its way to outputs: <c>Values[column][measure][asset]</c>.</summary>
/// <param name="measures">Damage states, then consequences.</param>
/// <param name="columns">Realizations and statistics.</param>
/// <param name="assets">Number of assets.</param>
internal sealed class DamageTable(IReadOnlyList<string> measures, IReadOnlyList<RealizationColumn> columns, int assets)
{
    public float[][][] Values { get; } = [.. columns.Select(_ => measures.Select(_ => new float[assets]).ToArray())];

    /// <summary>An output for each column and measure.</summary>
    /// <param name="lossType">Loss type.</param>
    /// <param name="modalStates">
    /// Number of damage states, to get the one with the most buildings too; 0 to leave that out.
    /// </param>
    public IEnumerable<RiskOutput> Outputs(string lossType, int modalStates)
    {
        for (var c = 0; c < columns.Count; c++)
        {
            var r = columns[c].Realization;
            var statistic = columns[c].Statistic?.Name;
            for (var m = 0; m < measures.Count; m++)
                yield return new AssetValues(
                    OutputKind.Damages,
                    lossType,
                    measures[m],
                    r,
                    statistic,
                    null,
                    Values[c][m]);
            if (modalStates > 0)
                yield return new AssetValues(
                    OutputKind.ModalDamageState,
                    lossType,
                    OutputKind.ModalDamageState,
                    r,
                    statistic,
                    null,
                    Modal(Values[c], modalStates));
        }
    }

    private float[] Modal(float[][] values, int states)
    {
        var modal = new float[assets];
        for (var a = 0; a < assets; a++)
            for (var state = 1; state < states; state++)
                // Of equals the first, as numpy.argmax.
                if (values[state][a] > values[(int)modal[a]][a])
                    modal[a] = state;
        return modal;
    }
}

/// <summary>Assets of damage results; exposures of these modes may have no values of the loss type: then 0.</summary>
internal static class DamagedAssets
{
    public static IReadOnlyList<ResultAsset> From(AssetCollection assets, IReadOnlyList<string> lossTypes) =>
        ResultAssets.From(assets, [.. lossTypes.Select(lossType => Values(assets, lossType))]);

    private static float[] Values(AssetCollection assets, string lossType) =>
        assets.Exposure.CostTypes.Any(c => c.Name == lossType)
            ? assets.Values(lossType, "avg")
            : new float[assets.Count];
}
