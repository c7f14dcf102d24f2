using System.Text.Json;
using System.Text.Json.Serialization;
using Workers.Risk.Results;

namespace Workers.Storage.Tests;

/// <summary>Results as text, to compare: every public member that there is, numbers as exact as they are.</summary>
internal static class AllOf
{
    private static readonly JsonSerializerOptions Exact = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static IEnumerable<string> Lines(RiskResults results) =>
    [
        .. typeof(RiskResults).GetProperties().Where(p => p.Name != nameof(RiskResults.Outputs)).Select(
            p => $"{p.Name} {Json(p.GetValue(results))}"),
        .. results.Outputs.Select(output => $"{output.GetType().Name} {Json(output)}"),
    ];

    private static string Json(object? value) => JsonSerializer.Serialize(value, Exact);
}
