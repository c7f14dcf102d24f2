using System.Text;
using System.Text.Json;
using MassTransit;
using Workers.Contracts;
using Workers.Errors;
using Workers.Messaging.Topology;

namespace Workers.Coordinator.Admission;

/// <summary>Reads what platforms send: the three messages that they may send, and nothing else.</summary>
internal static class LetterReader
{
    // GeoJSON in a collection of collections has a dozen.
    private const int MostLevels = 32;

    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = MostLevels };
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Dictionary<string, Type> Taken =
        PlatformMessages.All.ToDictionary(MessageUrn.ForTypeString, StringComparer.Ordinal);

    private static readonly HashSet<string> Told =
        [MessageUrn.ForTypeString<RiskJobStateChanged>(), MessageUrn.ForTypeString<RiskJobRefused>()];

    /// <summary>A request as plain JSON.</summary>
    /// <exception cref="InputException">It is none.</exception>
    /// <param name="job">The job that the sender meant, as soon as it can be read.</param>
    public static object ReadPlain(byte[] body, out Guid job)
    {
        job = Guid.Empty;
        using var document = Parse(body);
        job = JobIdIn(document.RootElement);
        return Read(document.RootElement, typeof(ImportHazardRequested), Json.Strict);
    }

    /// <summary>A message in MassTransit's envelope.</summary>
    /// <inheritdoc cref="ReadPlain"/>
    /// <param name="id">Its message id, as it stands in the envelope.</param>
    public static object ReadEnvelope(byte[] body, out Guid job, out string? id)
    {
        job = Guid.Empty;
        id = null;
        using var document = Parse(body);
        var envelope = document.RootElement;
        if (envelope.ValueKind != JsonValueKind.Object
            || !TryGet(envelope, "message", out var message)
            || message.ValueKind != JsonValueKind.Object)
            throw DoorErrors.NoEnvelope();
        if (TryGet(envelope, "messageId", out var given) && given.ValueKind == JsonValueKind.String)
            id = TryTextOf(given);
        job = JobIdIn(message);
        return Read(message, TypeIn(envelope), Json.Options);
    }

    private static JsonDocument Parse(byte[] body)
    {
        if (body.Length > MessageLimits.Request)
            throw DoorErrors.TooManyBytes(body.Length, MessageLimits.Request);
        try
        {
            // Some programs begin UTF-8 with a byte order mark.
            var mark = body.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            // JSON would take bytes that are no text for question marks.
            Utf8.GetCharCount(body);
            var document = JsonDocument.Parse(body.AsMemory(mark), Limits);
            return IsOurAnswer(document.RootElement) ? throw new OurOwnAnswerException() : document;
        }
        catch (DecoderFallbackException)
        {
            throw DoorErrors.Unreadable("it is not UTF-8", where: null);
        }
        catch (JsonException e)
        {
            throw DoorErrors.Unreadable(e.Message, e.Path);
        }
    }

    private static bool IsOurAnswer(JsonElement envelope) =>
        envelope.ValueKind == JsonValueKind.Object
        && TryGet(envelope, "messageType", out var types)
        && types.ValueKind == JsonValueKind.Array
        && types.EnumerateArray().Any(x => x.ValueKind == JsonValueKind.String && Told.Contains(TryTextOf(x) ?? ""));

    private static Type TypeIn(JsonElement envelope)
    {
        if (!TryGet(envelope, "messageType", out var types) || types.ValueKind != JsonValueKind.Array)
            throw DoorErrors.NoEnvelope();
        foreach (var type in types.EnumerateArray())
        {
            if (type.ValueKind == JsonValueKind.String && Taken.TryGetValue(TextOf(type), out var taken))
                return taken;
        }
        throw DoorErrors.NotTakenHere(Taken.Values.Select(x => x.Name));
    }

    private static object Read(JsonElement message, Type type, JsonSerializerOptions options)
    {
        // What is wrong with the text of any member is found here, not by the database.
        CheckText(message);
        try
        {
            var read = message.Deserialize(type, options) ?? throw DoorErrors.Unreadable("it is null", where: null);
            CheckLengths(read);
            return read;
        }
        catch (JsonException e)
        {
            throw DoorErrors.Unreadable(e.Message, e.Path);
        }
    }

    private static void CheckText(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Check(NameOf(member));
                    CheckText(member.Value);
                }
                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                    CheckText(element);
                break;
            case JsonValueKind.String:
                Check(TextOf(value));
                break;
        }
    }

    private static void Check(string text)
    {
        // PostgreSQL's text cannot hold it.
        if (text.Contains('\0', StringComparison.Ordinal))
            throw DoorErrors.NulCharacter();
    }

    /// <summary>What is echoed to everybody who listens must be short.</summary>
    private static void CheckLengths(object message)
    {
        (string Where, string? Text, int Most)[] texts = message switch
        {
            ImportHazardRequested x => [("owner", x.Owner, 200)],
            CancelRiskJob x => [("by", x.By, 200), ("reason", x.Reason, 2_000)],
            RetryRiskJob x => [("by", x.By, 200)],
            _ => [],
        };
        foreach (var (where, text, most) in texts)
        {
            if (text?.Length > most)
                throw DoorErrors.TextTooLong(where, text.Length, most);
        }
    }

    private static Guid JobIdIn(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object
        && TryGet(message, "jobId", out var id)
        && id.ValueKind == JsonValueKind.String
        && Guid.TryParse(TryTextOf(id), out var job)
            ? job
            : Guid.Empty;

    /// <summary>To look for a name fails where another is no text.</summary>
    private static bool TryGet(JsonElement from, string name, out JsonElement value)
    {
        try
        {
            return from.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            value = default;
            return false;
        }
    }

    private static string TextOf(JsonElement value) => TryTextOf(value) ?? throw DoorErrors.HalfOfASurrogatePair();

    private static string? TryTextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no text.
            return null;
        }
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw DoorErrors.HalfOfASurrogatePair();
        }
    }
}
