using MassTransit;

namespace Workers.Messaging.Outbox;

/// <summary>By which door a message came in, and from whom; those of our own people came by none.</summary>
/// <param name="MessageId">Its id, which it keeps.</param>
/// <param name="Door">The door.</param>
/// <param name="Sender">The broker's user, if known for certain.</param>
public sealed record CommandOrigin(Guid MessageId, string Door, string? Sender)
{
    private const string DoorHeader = "Workers-Door";
    private const string SenderHeader = "Workers-Sender";

    /// <summary>Null for a message of our own people.</summary>
    public static CommandOrigin? Of(ConsumeContext context) =>
        context.Headers.Get<string>(DoorHeader) is { } door
            ? new(context.MessageId ?? Guid.Empty, door, context.Headers.Get<string>(SenderHeader))
            : null;

    internal void WriteTo(SendContext context)
    {
        context.MessageId = MessageId;
        context.Headers.Set(DoorHeader, Door);
        if (Sender is not null)
            context.Headers.Set(SenderHeader, Sender);
    }
}
