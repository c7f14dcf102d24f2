using System.Security.Cryptography;
using System.Text;
using MassTransit;
using Workers.Errors;
using Workers.Messaging.Inbox;
using Workers.Messaging.Topology;

namespace Workers.Coordinator.Admission;

/// <summary>A message as it lies at a door.</summary>
/// <param name="Body">Its body, as it came.</param>
/// <param name="GivenId">The id that its sender gave it, as text; null if none.</param>
/// <param name="Sender">The broker's user who sent it, if he said who he is: the broker lets nobody lie.</param>
internal sealed record Letter(byte[] Body, string? GivenId, string? Sender)
{
    private const int ShownId = 200;

    public static Letter Of(ConsumeContext context) => new(
        context.ReceiveContext.Body.GetBytes(),
        context.ReceiveContext.TransportHeaders.Get<string>(MessageHeaders.MessageId),
        MessageSender.Of(context));

    /// <summary>The id as it is echoed in an answer: anybody may have written anything.</summary>
    public string? ShownGivenId =>
        GivenId is { Length: > 0 } id ? Shown.Printable(id.Length > ShownId ? id[..ShownId] : id) : null;

    /// <summary>
    /// Its id, and what it says: not its body, since an envelope tells the time too. Without a usable id it has one that
    /// is made of what was given, or of what it says: so that a repetition is still recognized.
    /// </summary>
    public DoorKey KeyOf(string said)
    {
        var content = Hash(said);
        if (GivenId is not { Length: > 0 } given)
            return new DoorKey(content, content);
        return new DoorKey(Guid.TryParse(given, out var id) && id != Guid.Empty ? id : Hash(given), content);
    }

    private static Guid Hash(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
