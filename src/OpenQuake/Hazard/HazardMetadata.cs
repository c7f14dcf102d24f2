using System.Text.Json;
using Workers.Errors;
using Workers.OpenQuake.Text;
using Workers.Risk.Hazard;

namespace Workers.OpenQuake.Hazard;

/// <summary>
/// What is said about a hazard calculation beside its numbers: in hazard.json, job.ini, header comments, or by the
/// caller; the first that says it counts.
/// </summary>
internal sealed class HazardMetadata
{
    // Exports round weights.
    private const double WeightTolerance = 1e-5;
    // Weights of a million realizations fit; the document is held in memory.
    private const int MaxJsonBytes = 64 << 20;

    private readonly Dictionary<string, Statement> _said = new(StringComparer.Ordinal);

    private HazardMetadata() { }

    /// <param name="Value">Its text; null if it is said that there is none.</param>
    /// <param name="Where">Who says it.</param>
    private sealed record Statement(string? Value, string Where);

    /// <summary>Weights of the realizations from hazard.json, if it has any.</summary>
    public IReadOnlyList<double>? Weights { get; private set; }

    /// <summary>Levels by IMT from hazard.json, exact where column names are rounded.</summary>
    public Dictionary<string, double[]> Levels { get; } = [];

    /// <summary>All of it, for provenance.</summary>
    public IReadOnlyDictionary<string, string> Parameters => _said
        .Where(s => s.Value.Value is not null)
        .ToDictionary(s => s.Key, s => s.Value.Value!);

    public static HazardMetadata Read(HazardFolder folder, IReadOnlyDictionary<string, string>? parameters)
    {
        var metadata = new HazardMetadata();
        // In this order, because the first statement counts.
        if (folder.Json is { } json)
            metadata.TakeJson(ReadJson(folder.PathOf(json), json), json);
        foreach (var entry in folder.Ini)
            metadata.Take(entry.Key, entry.Value, entry.Place);
        foreach (var (key, value) in parameters ?? new Dictionary<string, string>())
            metadata.Take(key, value, "job.ini");
        return metadata;
    }

    public void TakeComment(IReadOnlyDictionary<string, string> comment, string file)
    {
        foreach (var (key, value) in comment)
            Take(key, value, file);
    }

    public string? Text(string key) => _said.GetValueOrDefault(key) is { Value.Length: > 0 } said ? said.Value : null;

    /// <summary>True if something says that there is none: <c>"investigation_time": null</c>.</summary>
    public bool SaysNone(string key) => _said.TryGetValue(key, out var said) && said.Value is null or "None";

    public double? Number(string key, Func<double, bool> valid, string expected)
    {
        if (Text(key) is not { } text || text == "None")
            return null;
        return NumberText.TryParse(text, out var number) && valid(number)
            ? number
            : throw ValueErrors.Invalid(ErrorCode.HazardFileMalformed, key, text, _said[key].Where, expected);
    }

    public int? Whole(string key, int least)
    {
        bool IsValid(double v) => v == Math.Floor(v) && v >= least && v <= int.MaxValue;
        return (int?)Number(key, IsValid, $"a whole number not less than {least}");
    }

    /// <summary>Weights as realizations, checked.</summary>
    public static IReadOnlyList<Realization> Realizations(
        IReadOnlyList<double> weights,
        string file,
        IReadOnlyList<string>? paths = null)
    {
        var sum = weights.Sum();
        // Written so that NaN is refused too.
        var isValid = weights.All(w => w >= 0) && Math.Abs(sum - 1) <= WeightTolerance;
        if (weights.Count == 0 || !isValid)
            throw HazardErrors.WeightsSumTo(sum, weights.Count, file);
        return [.. weights.Select((weight, i) => new Realization(i, weight, paths?[i]))];
    }

    // TryAdd: what was said before is not overruled.
    private void Take(string key, string? value, string where) => _said.TryAdd(key, new(value, where));

    private static byte[] ReadJson(string path, string file) => new FileInfo(path).Length <= MaxJsonBytes
        ? File.ReadAllBytes(path)
        : throw HazardErrors.JsonTooLarge(MaxJsonBytes, file);

    private void TakeJson(byte[] content, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(CheckedText.Decode(content, file, ErrorCode.HazardFileMalformed));
            foreach (var property in document.RootElement.EnumerateObject())
                TakeProperty(property, file);
        }
        // InvalidOperation: a property of another type than expected.
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw HazardErrors.UnreadableJson(e.Message, file);
        }
    }

    private void TakeProperty(JsonProperty property, string file)
    {
        // Kept as said: "investigation_time": null makes a scenario, silence does not.
        if (property.Value.ValueKind == JsonValueKind.Null)
        {
            Take(property.Name, null, file);
            return;
        }
        if (property.Name == "weights")
            Weights = Numbers(property.Value);
        if (property.Name == "imtls")
            foreach (var imt in property.Value.EnumerateObject())
                Levels[ImtName.TryNormalize(imt.Name) ?? imt.Name] = Numbers(imt.Value);
        var text = property.Value.ToString();
        // PostgreSQL stores no such text.
        if (text.Contains('\0') || property.Name.Contains('\0'))
            throw CsvErrors.NullCharacter(ErrorCode.HazardFileMalformed, file);
        Take(property.Name, text, file);
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(Number)];

    private static double Number(JsonElement element)
    {
        var number = element.GetDouble();
        // JSON has no infinity, but 1e999 becomes one.
        return double.IsFinite(number) ? number : throw new FormatException($"{element.GetRawText()} is too large");
    }
}
