using Workers.Risk.Results;

namespace Workers.Operations.Results;

/// <summary>The average loss of an asset.</summary>
/// <param name="Lon">Degrees.</param>
/// <param name="Lat">Degrees.</param>
/// <param name="Loss">In the unit of the loss type.</param>
public sealed record AssetLoss(
    string Id,
    string Taxonomy,
    IReadOnlyList<string> Tags,
    float Lon,
    float Lat,
    string LossType,
    float Loss)
{
    internal static AssetLoss From(ResultAsset asset, string lossType, float loss) =>
        new(asset.Id, asset.Taxonomy, asset.Tags, asset.Lon, asset.Lat, lossType, loss);
}
