using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MassTransit;
using Workers.Contracts;
using Workers.Errors;

namespace Workers.Coordinator.Admission;

/// <summary>A request, examined once per message: its text may have millions of characters.</summary>
public sealed class ExaminedRequest
{
    private const int MaxCharacters = 4_000_000;
    private readonly Lazy<string> _hash;

    private ExaminedRequest(ImportHazardRequested request, string text, InputError? refusal)
    {
        Request = request;
        Text = text;
        Refusal = refusal;
        _hash = new Lazy<string>(() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>The request as it came.</summary>
    public ImportHazardRequested Request { get; }

    /// <summary>
    /// JSON in one form, equal for equal requests, whatever their attempt; empty if it is no Unicode text.
    /// </summary>
    public string Text { get; }

    /// <summary>SHA-256 of the text, hex.</summary>
    public string Hash => _hash.Value;

    /// <summary>Why the request cannot even become a job that people can see; null if it can.</summary>
    public InputError? Refusal { get; }

    /// <summary>
    /// The request of a message; examined when first asked for, then kept with the message's context.
    /// </summary>
    public static ExaminedRequest From(ConsumeContext<ImportHazardRequested> context) =>
        context.GetOrAddPayload(() => Examine(context.Message));

    /// <summary>Renders the request and looks whether it can become a job.</summary>
    public static ExaminedRequest Examine(ImportHazardRequested request)
    {
        var text = Render(request);
        return new ExaminedRequest(request, text ?? "", WhyNoJob(request, text)?.Error);
    }

    private static string? Render(ImportHazardRequested request)
    {
        try
        {
            // The attempt is ours to count, and no part of what is asked for.
            return JsonSerializer.Serialize(request with { Attempt = 1 }, Json.Options);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The geometry is not looked at until it is written: only then half of a surrogate pair is found.
            return null;
        }
    }

    private static InputException? WhyNoJob(ImportHazardRequested request, string? text)
    {
        if (request.JobId == Guid.Empty)
            return DoorErrors.NoJobId();
        if (text is null)
            return DoorErrors.HalfOfASurrogatePair();
        if (text.Length > MaxCharacters)
            return RequestErrors.TooManyCharacters(text.Length, MaxCharacters);
        // PostgreSQL's jsonb cannot hold it.
        if (text.Contains("\\u0000", StringComparison.OrdinalIgnoreCase))
            return DoorErrors.NulCharacter();
        return null;
    }
}
