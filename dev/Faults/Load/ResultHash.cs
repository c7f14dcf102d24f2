using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Workers.Operations;
using Workers.Risk.Results;

namespace Workers.Faults.Load;

/// <summary>Results as a hash that differs if a single bit of them does.</summary>
public static class ResultHash
{
    private static readonly JsonSerializerOptions Options =
        new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Of the archived results of a job.</summary>
    public static async Task<string> OfAsync(SystemClient client, Guid job, CancellationToken cancel) =>
        Of(await client.Results.ReadAsync(job, cancel));

    /// <summary>Of results. Numbers are written as short as they can be read back to the same bits.</summary>
    public static string Of(RiskResults results) => Convert.ToHexStringLower(SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                results.Assets,
                results.AggregateKeys,
                results.Realizations,
                results.Warnings,
                Outputs = results.Outputs.Cast<object>(),
            },
            Options)));
}
