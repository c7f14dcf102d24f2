using System.Text.Json;
using System.Text.Json.Serialization;
using Workers.Errors;
using Workers.Hosting.Settings;

namespace Workers.Hosting.Limits;

/// <summary>
/// What each owner may ask of this deployment: settings for everybody, and a file with limits of single owners.
/// </summary>
public sealed class OwnerLimits
{
    private const string FileSetting = "WORKERS_LIMITS_FILE";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        // A limit that is spelt wrong would be no limit.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        // Operators say beside a limit why it is so.
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    private readonly WorkersOptions _everybody;
    private readonly Dictionary<string, OwnLimits> _owners;

    private OwnerLimits(WorkersOptions everybody, Dictionary<string, OwnLimits> owners)
    {
        _everybody = everybody;
        _owners = owners;
    }

    /// <summary>Takes the settings and reads the file, if there is one.</summary>
    /// <exception cref="InvalidOperationException">The file is not there, or not as described.</exception>
    public static OwnerLimits From(WorkersOptions options) =>
        new(options, options.LimitsFile is { } path ? ReadFile(path) : []);

    /// <summary>Jobs of an owner that are under way at the same time; those without an owner count as of one.</summary>
    public Limit RunningJobs(string? owner) => Find(owner, x => x.RunningJobs) ?? _everybody.MaxRunningJobs;

    /// <summary>Assets of the risk model of a job.</summary>
    public Limit Assets(string? owner) => Find(owner, x => x.Assets) ?? _everybody.MaxAssets;

    /// <summary>Hazard values (GMVs or PoEs) that a job imports.</summary>
    public Limit Values(string? owner) => Find(owner, x => x.Values) ?? _everybody.MaxValues;

    private Limit? Find(string? owner, Func<OwnLimits, long?> limit) =>
        _owners.TryGetValue(owner ?? "", out var own) && limit(own) is { } most
            ? new Limit(most, $"{FileSetting}, owner '{owner}'")
            : null;

    private static Dictionary<string, OwnLimits> ReadFile(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize<Dictionary<string, OwnLimits>>(file, Strict) ?? [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InvalidOperationException($"{FileSetting} cannot be read: {e.Message}", e);
        }
    }

    private sealed record OwnLimits(long? RunningJobs, long? Assets, long? Values);
}
