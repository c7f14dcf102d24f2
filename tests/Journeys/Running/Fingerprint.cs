using System.Text.Json;
using System.Text.Json.Serialization;
using Workers.Risk.Results;

namespace Workers.Journeys.Running;

/// <summary>Results as text that differs if a single bit of them does.</summary>
internal static class Fingerprint
{
    private static readonly JsonSerializerOptions Options =
        new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    // Numbers are written as short as they can be read back to the same bits.
    public static string Of(RiskResults results) => JsonSerializer.Serialize(
        new
        {
            results.Assets,
            results.AggregateKeys,
            results.Realizations,
            results.Warnings,
            Outputs = results.Outputs.Cast<object>(),
        },
        Options);
}
