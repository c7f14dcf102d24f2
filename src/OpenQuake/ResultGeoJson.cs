using System.Text.Encodings.Web;
using System.Text.Json;
using Workers.OpenQuake.Results;
using Workers.OpenQuake.Text;
using Workers.Risk.Results;

namespace Workers.OpenQuake;

/// <summary>
/// Writes results by asset as GeoJSON (RFC 7946): a point for each asset, with its id, taxonomy, tags and values.
/// </summary>
public static class ResultGeoJson
{
    private const int FlushAt = 1 << 16;

    /// <summary>
    /// Writes one file for each kind of output by asset and each realization or statistic:
    /// <c>avg_losses-mean.geojson</c>, <c>loss_maps-rlz-000.geojson</c>; the properties of values are named as the
    /// columns of the CSV files.
    /// </summary>
    public static async Task WriteAsync(RiskResults results, string folder, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in results.Outputs.OfType<AssetValues>().GroupBy(NameOf))
        {
            await using var stream = File.Create(Path.Combine(folder, file.Key));
            await WriteAsync(results, [.. file], stream, cancel).ConfigureAwait(false);
        }
    }

    private static string NameOf(AssetValues output) => $"{output.Kind}-{ResultCsvContext.Kind(output)}.geojson";

    private static async Task WriteAsync(
        RiskResults results,
        List<AssetValues> columns,
        Stream stream,
        CancellationToken cancel)
    {
        // The files are no HTML: letters stay as they are.
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        await using var json = new Utf8JsonWriter(stream, options);
        var names = columns.ConvertAll(PropertyName);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        for (var i = 0; i < results.Assets.Count; i++)
        {
            WriteFeature(json, results, i, columns, names);
            if (json.BytesPending >= FlushAt)
                await json.FlushAsync(cancel).ConfigureAwait(false);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancel).ConfigureAwait(false);
    }

    private static void WriteFeature(
        Utf8JsonWriter json,
        RiskResults results,
        int i,
        List<AssetValues> columns,
        List<string> names)
    {
        var asset = results.Assets[i];
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", asset.Id);
        WritePoint(json, asset);
        json.WriteStartObject("properties");
        json.WriteString("asset_id", asset.Id);
        json.WriteString("taxonomy", asset.Taxonomy);
        for (var t = 0; t < results.TagNames.Count; t++)
            json.WriteString(results.TagNames[t], asset.Tags[t]);
        json.WriteNumber("number", asset.Number);
        for (var c = 0; c < columns.Count; c++)
            WriteNumber(json, names[c], columns[c].Values[i]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePoint(Utf8JsonWriter json, ResultAsset asset)
    {
        json.WriteStartObject("geometry");
        json.WriteString("type", "Point");
        json.WriteStartArray("coordinates");
        json.WriteNumberValue(asset.Lon);
        json.WriteNumberValue(asset.Lat);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string PropertyName(AssetValues output)
    {
        if (output.Poe is { } poe)
            return $"{output.LossType}~poe-{PythonNumber.Repr(poe)}";
        if (output.Measure == Measure.Loss)
            return output.LossType;
        return output.Kind == OutputKind.BenefitCost ? output.Measure : $"{output.LossType}~{output.Measure}";
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, float value)
    {
        // JSON has no NaN or infinity.
        if (float.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
