using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workers.Coordinator.DeadLetters;

/// <summary>What the body of a message says of it, as far as it can be read.</summary>
/// <param name="MessageType">Name of the type without its namespace; empty if it has none.</param>
internal sealed partial record Envelope(string MessageType, Guid? JobId, int? Attempt)
{
    private static readonly Envelope Unreadable = new("", null, null);

    public static Envelope Read(ReadOnlyMemory<byte> body, string? typeHeader)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement, typeHeader);
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    private static Envelope Read(JsonElement root, string? typeHeader)
    {
        var message = Member(root, "message") ?? root;
        var types = Member(root, "messageType");
        var urn = types is { ValueKind: JsonValueKind.Array } && types.Value.GetArrayLength() > 0
            ? types.Value[0].ToString()
            : typeHeader ?? "";
        var name = Name(DeadMessage.Storable(urn));
        // A fault is about the job of the message that it holds.
        if (name.StartsWith("Fault<", StringComparison.Ordinal))
            message = Member(message, "message") ?? message;
        return new Envelope(name, Job(message), Number(message));
    }

    /// <summary><c>urn:message:Workers.Contracts:RunRiskCalc</c>, or a fault of it in double brackets.</summary>
    private static string Name(string urn)
    {
        var fault = Bracketed().Match(urn);
        return fault.Success ? $"Fault<{LastPart(fault.Groups[1].Value)}>" : LastPart(urn);
    }

    private static string LastPart(string urn) => urn[(urn.LastIndexOf(':') + 1)..];

    private static Guid? Job(JsonElement message) =>
        Member(message, "jobId") is { ValueKind: JsonValueKind.String } id && id.TryGetGuid(out var job) ? job : null;

    private static int? Number(JsonElement message) =>
        Member(message, "attempt") is { ValueKind: JsonValueKind.Number } attempt && attempt.TryGetInt32(out var number)
            ? number
            : null;

    private static JsonElement? Member(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var member in element.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return member.Value;
        }
        return null;
    }

    [GeneratedRegex(@"\[\[(.*?)\]\]")]
    private static partial Regex Bracketed();
}
