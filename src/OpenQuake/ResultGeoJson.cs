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
    /// columns of the CSV files. <c>value-structural</c> is what is exposed; the collection says the units of its
    /// properties, the years that they are for, and where they come from.
    /// </summary>
    public static async Task WriteAsync(
        RiskResults results,
        string folder,
        ResultOrigin? origin = null,
        CancellationToken cancel = default)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in results.Outputs.OfType<AssetValues>().GroupBy(NameOf))
        {
            await using var stream = File.Create(Path.Combine(folder, file.Key));
            await WriteAsync(results, [.. file], origin, stream, cancel).ConfigureAwait(false);
        }
    }

    private static string NameOf(AssetValues output) => $"{output.Kind}-{ResultCsvContext.Kind(output)}.geojson";

    private static async Task WriteAsync(
        RiskResults results,
        List<AssetValues> columns,
        ResultOrigin? origin,
        Stream stream,
        CancellationToken cancel)
    {
        // The files are no HTML: letters stay as they are.
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        await using var json = new Utf8JsonWriter(stream, options);
        var names = columns.ConvertAll(PropertyName);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        WriteCaption(json, results, columns, names, origin);
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

    /// <summary>Members of our own, which readers of GeoJSON pass over.</summary>
    private static void WriteCaption(
        Utf8JsonWriter json,
        RiskResults results,
        List<AssetValues> columns,
        List<string> names,
        ResultOrigin? origin)
    {
        if (origin is not null)
        {
            json.WriteString("job", origin.Job);
            json.WriteString("hazard", origin.Hazard);
            json.WriteString("model", origin.Model);
            json.WriteString("date", origin.Date.UtcDateTime);
        }
        if (results.InvestigationTime is { } years)
            json.WriteNumber("investigation_time", years);
        if ((results.RiskInvestigationTime ?? results.InvestigationTime) is { } riskYears)
            json.WriteNumber("risk_investigation_time", riskYears);
        if (origin?.Outline is not { } outline)
            return;
        json.WriteStartObject("units");
        json.WriteString("number", "buildings");
        foreach (var lossType in results.LossTypes)
            json.WriteString(ExposedName(lossType), outline.UnitOf(lossType));
        foreach (var (column, name) in columns.Zip(names))
            json.WriteString(name, outline.UnitOf(column.LossType, column.Measure));
        json.WriteEndObject();
    }

    private static string ExposedName(string lossType) => $"value-{lossType}";

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
        for (var l = 0; l < results.LossTypes.Count; l++)
            WriteNumber(json, ExposedName(results.LossTypes[l]), asset.Values[l]);
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
