using System.Text.Json;
using System.Text.Json.Serialization;
using Workers.Errors;

namespace Workers.Hosting.Limits;

/// <summary>
/// What each owner may ask of this deployment: settings for everybody (<c>WORKERS_MOST_RUNNING_JOBS</c>, <c>WORKERS_MOST_ASSETS</c>, <c>WORKERS_MOST_VALUES</c>),
/// and a file with exceptions (<c>WORKERS_LIMITS_FILE</c>, JSON: <c>{"owner": {"runningJobs": 5, "assets": 100000, "values": 1000000}}</c>).
/// </summary>
public sealed class OwnerLimits
{
    private const string File = "WORKERS_LIMITS_FILE";
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip };

    private readonly Settings _settings;
    private readonly Dictionary<string, Own> _owners;

    private OwnerLimits(Settings settings, Dictionary<string, Own> owners) => (_settings, _owners) = (settings, owners);

    /// <summary>Reads settings and file.</summary>
    /// <exception cref="InvalidOperationException">The file is not there, or not as described.</exception>
    public static OwnerLimits From(Settings settings)
    {
        if (settings.Find(File) is not { } path)
            return new OwnerLimits(settings, []);
        try
        {
            using var file = System.IO.File.OpenRead(path);
            return new OwnerLimits(settings, JsonSerializer.Deserialize<Dictionary<string, Own>>(file, Strict) ?? []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InvalidOperationException($"{File} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Jobs of an owner that are under way at the same time; those without an owner count as of one.</summary>
    public Limit RunningJobs(string? owner) => Of(owner, x => x.RunningJobs, "WORKERS_MOST_RUNNING_JOBS", 1_000);

    /// <summary>Assets of the risk model of a job.</summary>
    public Limit Assets(string? owner) => Of(owner, x => x.Assets, "WORKERS_MOST_ASSETS", 5_000_000);

    /// <summary>Hazard values (GMVs or PoEs) that a job imports.</summary>
    public Limit Values(string? owner) => Of(owner, x => x.Values, "WORKERS_MOST_VALUES", 4_000_000_000);

    private Limit Of(string? owner, Func<Own, long?> of, string setting, long otherwise) =>
        _owners.TryGetValue(owner ?? "", out var own) && of(own) is { } most
            ? new Limit(most, $"{File}, owner '{owner}'")
            : new Limit(_settings.Number(setting, otherwise), setting);

    private sealed record Own(long? RunningJobs, long? Assets, long? Values);
}
