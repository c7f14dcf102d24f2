using System.Text.Json;
using Workers.OpenQuake.Ini;
using Workers.Risk.Hazard;
using Workers.Errors;

namespace Workers.OpenQuake.Hazard;

/// <summary>What is said about a hazard calculation beside its numbers: in hazard.json, job.ini, header comments, or by the caller; the first that says it counts.</summary>
internal sealed class HazardMetadata
{
    private readonly Dictionary<string, (string? Value, string Place)> _said = new(StringComparer.Ordinal);

    private HazardMetadata() { }

    /// <summary>Weights of the realizations from hazard.json, if it has any.</summary>
    public IReadOnlyList<double>? Weights { get; private set; }

    /// <summary>Levels by IMT from hazard.json, exact where column names are rounded.</summary>
    public Dictionary<string, double[]> Levels { get; } = [];

    /// <summary>All of it, for provenance.</summary>
    public IReadOnlyDictionary<string, string> Parameters => _said.Where(s => s.Value.Value is not null).ToDictionary(s => s.Key, s => s.Value.Value!);

    public static HazardMetadata Read(HazardFolder folder, IReadOnlyDictionary<string, string>? parameters)
    {
        var metadata = new HazardMetadata();
        if (folder.Json is { } json)
            metadata.TakeJson(folder.Bytes(json), json);
        foreach (var entry in folder.Ini)
            metadata.Take(entry.Key, entry.Value, entry.Place);
        foreach (var (key, value) in parameters ?? new Dictionary<string, string>())
            metadata.Take(key, value, "job.ini");
        return metadata;
    }

    public void TakeComment(IReadOnlyDictionary<string, string> comment, string place)
    {
        foreach (var (key, value) in comment)
            Take(key, value, place);
    }

    public string? Text(string key) => _said.TryGetValue(key, out var said) && said.Value?.Length > 0 ? said.Value : null;

    /// <summary>True if something says that there is none: <c>"investigation_time": null</c>.</summary>
    public bool SaysNone(string key) => _said.TryGetValue(key, out var said) && said.Value is null or "None";

    public double? Number(string key, Func<double, bool> valid, string expected)
    {
        if (Text(key) is not { } text || text == "None")
            return null;
        return IniValue.TryNumber(text, out var number) && valid(number) ? number
            : throw new InputException(ErrorCode.HazardFileMalformed, $"{key} = {IniFile.Shorten(text)} is not valid.", _said[key].Place, expected);
    }

    public int? Whole(string key, int least) =>
        (int?)Number(key, v => v == Math.Floor(v) && v >= least && v <= int.MaxValue, $"a whole number not less than {least}");

    /// <summary>Weights as realizations, checked.</summary>
    public static IReadOnlyList<Realization> Realizations(IReadOnlyList<double> weights, string place, IReadOnlyList<string>? paths = null)
    {
        if (weights.Count == 0 || weights.Any(w => !(w >= 0)) || Math.Abs(weights.Sum() - 1) > 1e-5)
            throw new InputException(ErrorCode.WeightsInvalid, $"The weights of the {weights.Count} realizations sum to {weights.Sum():R}.", place, "weights that sum to 1");
        return [.. weights.Select((w, i) => new Realization(i, w, paths?[i]))];
    }

    private void Take(string key, string? value, string place) => _said.TryAdd(key, (value, place));

    private void TakeJson(byte[] content, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                var value = property.Value;
                if (property.Name == "weights" && value.ValueKind != JsonValueKind.Null)
                    Weights = Numbers(value);
                else if (property.Name == "imtls" && value.ValueKind != JsonValueKind.Null)
                    foreach (var imt in value.EnumerateObject())
                        Levels[imt.Name] = Numbers(imt.Value);
                Take(property.Name, value.ValueKind == JsonValueKind.Null ? null : value.ToString(), file);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InputException(ErrorCode.HazardFileMalformed, $"The JSON cannot be read: {IniFile.Shorten(e.Message)}", file, "an object with investigation_time, weights, imtls or imts");
        }
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetDouble())];
}
