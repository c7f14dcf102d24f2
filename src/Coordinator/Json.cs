using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workers.Coordinator;

/// <summary>JSON as the contracts have it.</summary>
internal static class Json
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>For people who type: a member that does not exist is an error, not ignored.</summary>
    public static JsonSerializerOptions Strict { get; } = new(Options)
    {
        // A field that is misspelled would else be left out in silence.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };
}
