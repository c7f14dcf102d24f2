using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workers.Errors;
using Workers.OpenQuake;
using Workers.Storage.Databases.Icebox;

namespace Workers.Operations.Results;

/// <summary>What a folder of results holds and where it comes from: <c>manifest.json</c>.</summary>
public sealed record ResultManifest
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // People read it too, and the names in it are theirs.
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The job.</summary>
    public required Guid Job { get; init; }

    /// <summary>Number of the try that the results are of.</summary>
    public required int Attempt { get; init; }

    /// <summary>Calculation mode.</summary>
    public required string Mode { get; init; }
    public required string Description { get; init; }

    /// <summary>The hazard calculation.</summary>
    public required Guid Hazard { get; init; }

    /// <summary>SHA-256 of its content, hex.</summary>
    public required string HazardHash { get; init; }

    /// <summary>The risk model: SHA-256 of its files, hex.</summary>
    public required string Model { get; init; }

    /// <summary>Version of the system that calculated.</summary>
    public required string Version { get; init; }

    /// <summary>When it was calculated.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Years of the hazard; null for scenarios.</summary>
    public required double? InvestigationTime { get; init; }

    /// <summary>Years that results are for; null for scenarios.</summary>
    public required double? RiskInvestigationTime { get; init; }

    /// <summary>Units by loss type.</summary>
    public required IReadOnlyDictionary<string, string> Units { get; init; }

    /// <summary>The files beside it.</summary>
    public required IReadOnlyList<ResultFile> Files { get; init; }

    /// <summary>Names of all files of the folder that are of the results, in order.</summary>
    internal IReadOnlyList<string> Names =>
        [.. Files.Select(file => file.Name).Append(FileName).Order(StringComparer.Ordinal)];

    internal static ResultManifest Create(
        RiskCalculationRow calculation,
        IEnumerable<string> lossTypes,
        RiskJobOutline outline,
        IReadOnlyList<ResultFile> files) => new()
        {
            Job = calculation.Id,
            Attempt = calculation.Attempt,
            Mode = calculation.Mode,
            Description = calculation.Description,
            Hazard = calculation.HazardCalculationId,
            HazardHash = calculation.HazardHash,
            Model = calculation.RiskModelId,
            Version = calculation.EngineVersion,
            Date = calculation.CreatedAt,
            InvestigationTime = calculation.InvestigationTime,
            RiskInvestigationTime = calculation.RiskInvestigationTime,
            Units = lossTypes.ToDictionary(lossType => lossType, outline.UnitOf),
            Files = files,
        };

    /// <summary>The manifest of a folder; null if it has none.</summary>
    /// <exception cref="InputException">FolderOfAnotherJob: there is one, and it is not ours.</exception>
    public static ResultManifest? Find(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<ResultManifest>(File.ReadAllBytes(path), Options);
        }
        catch (JsonException)
        {
            throw RequestErrors.FolderOfSomethingElse(path);
        }
    }

    internal Task WriteAsync(string folder, CancellationToken cancel)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, Options);
        return File.WriteAllBytesAsync(Path.Combine(folder, FileName), json, cancel);
    }

    /// <summary>Deletes the files that it lists, and itself.</summary>
    internal void Delete(string folder)
    {
        // A name that leads elsewhere was not written by us.
        foreach (var name in Names.Where(name => Path.GetFileName(name) == name))
            File.Delete(Path.Combine(folder, name));
    }
}

/// <summary>A file of results.</summary>
/// <param name="Sha256">Of its content, hex.</param>
public sealed record ResultFile(string Name, long Bytes, string Sha256)
{
    internal static async Task<ResultFile> ReadAsync(string path, CancellationToken cancel)
    {
        await using var content = File.OpenRead(path);
        var hash = await SHA256.HashDataAsync(content, cancel);
        return new ResultFile(Path.GetFileName(path), content.Length, Convert.ToHexStringLower(hash));
    }
}
