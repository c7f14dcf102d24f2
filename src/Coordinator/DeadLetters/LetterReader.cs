using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workers.Coordinator.Saga;
using Workers.Messaging.Setup;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.DeadLetters;

namespace Workers.Coordinator.DeadLetters;

/// <summary>Reads from a dead message where, when and of what it died.</summary>
internal static partial class LetterReader
{
    private const string BrokersLimit = "delivery_limit";

    public static LetterRow Read(DeadMessage message, DateTimeOffset now)
    {
        var source = SourceOf(message);
        var envelope = Envelope.Read(message.Body, message.Text(DeadHeaders.MessageType));
        var (code, reason) = WhyOf(message, source, envelope.MessageType);
        var exception = message.Text(DeadHeaders.ExceptionType);
        var stack = message.Text(DeadHeaders.FaultStack);
        var place = stack is null ? null : PlaceIn(stack);
        return new LetterRow
        {
            Id = Guid.NewGuid(),
            TakenAt = now,
            DiedAt = TimeOf(message),
            Queue = message.Queue,
            SourceQueue = source,
            MessageId = IdOf(message),
            MessageType = envelope.MessageType,
            JobId = envelope.JobId,
            Attempt = envelope.Attempt,
            HoldsJob = envelope.JobId is not null && JobSteps.Of(source, envelope.MessageType) is not null,
            Code = code,
            ExceptionType = exception,
            Reason = reason,
            Causes = message.Text(DeadLetterHeaders.Causes),
            Stack = stack,
            Place = place,
            Fingerprint = Hash($"{code}\n{exception ?? envelope.MessageType}\n{place ?? source}")[..12],
            Headers = JsonSerializer.Serialize(message.Headers, Json.Options),
            Properties = JsonSerializer.Serialize(message.Properties, Json.Options),
            ContentType = message.Properties.GetValueOrDefault("contentType"),
            Body = message.Body,
            BodyBytes = message.Body.Length,
            State = LetterState.Open,
            StateSince = now,
            DeliveryKey = KeyOf(message),
        };
    }

    /// <summary>The letter whose replay the message was.</summary>
    public static Guid? ReplayOf(DeadMessage message) =>
        Guid.TryParse(message.Text(DeadHeaders.ReplayOf), out var letter) ? letter : null;

    private static string SourceOf(DeadMessage message)
    {
        if (Uri.TryCreate(message.Text(DeadHeaders.FaultAddress), UriKind.Absolute, out var address))
            return Uri.UnescapeDataString(address.Segments[^1]);
        var ending = message.Queue.LastIndexOf('_');
        if (ending > 0)
            return message.Queue[..ending];
        return message.Text(DeadHeaders.FirstDeathQueue)
            ?? LastDeath(message)?.GetValueOrDefault("queue") as string
            ?? "";
    }

    private static (string Code, string Reason) WhyOf(DeadMessage message, string source, string type)
    {
        if (message.Text(DeadHeaders.ExceptionType) is not null)
        {
            // In a line: lists, and the sentence of why a job waits, have no more.
            var said = string.Join(' ', Lines(message.Text(DeadHeaders.FaultMessage) ?? ""));
            return (Number().Match(said) is { Success: true } number ? number.Value : LetterCode.Fault, said);
        }
        if (message.Text(DeadHeaders.Reason) == DeadHeaders.ReasonSkipped)
        {
            var what = type.Length == 0 ? "messages without a type" : $"the type {type}";
            return (LetterCode.Skipped, $"nobody who receives from {source} knows {what}");
        }
        var death = LastDeath(message)?.GetValueOrDefault("reason") as string;
        return death == BrokersLimit
            ? (LetterCode.Deliveries, "delivered as often as the broker allows and never done: it may kill its worker")
            : (LetterCode.SetAside, $"set aside by the broker: {death ?? "it does not say why"}");
    }

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static DateTimeOffset? TimeOf(DeadMessage message)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var said = message.Text(DeadHeaders.FaultTime);
        return DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, Utc, out var time)
            ? time
            : LastDeath(message)?.GetValueOrDefault("time") as DateTimeOffset?;
    }

    /// <summary>A message that was delivered again later has a new id, and says its first one.</summary>
    private static Guid? IdOf(DeadMessage message)
    {
        var said = message.Text(DeadHeaders.OriginalMessageId) ?? message.Properties.GetValueOrDefault("messageId");
        return Guid.TryParse(said, out var id) ? id : null;
    }

    private static Dictionary<string, object?>? LastDeath(DeadMessage message) =>
        (message.Headers.GetValueOrDefault(DeadHeaders.Death) as List<object?>)?.FirstOrDefault()
            as Dictionary<string, object?>;

    /// <summary>Without the line: it moves with every version.</summary>
    private static string? PlaceIn(string stack)
    {
        var frames = Frame().Matches(stack).Select(frame => frame.Groups[1].Value).ToList();
        return frames.Find(frame => frame.StartsWith("Workers.", StringComparison.Ordinal)) ?? frames.FirstOrDefault();
    }

    private static string KeyOf(DeadMessage message)
    {
        var headers = message.Headers.Where(x => x.Key != DeadHeaders.DeliveryCount).OrderBy(x => x.Key);
        var said = JsonSerializer.Serialize(new { message.Queue, headers, message.Properties }, Json.Options);
        return Hash(said + Convert.ToHexStringLower(SHA256.HashData(message.Body)));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex(@"^\s*at (\S+?)\(", RegexOptions.Multiline)]
    private static partial Regex Frame();

    [GeneratedRegex(@"^W\d{4}\b")]
    private static partial Regex Number();
}
