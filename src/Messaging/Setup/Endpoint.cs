using MassTransit;

namespace Workers.Messaging.Setup;

/// <summary>A queue that a process receives from.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="AtOnce">Messages handled at the same time.</param>
/// <param name="Published">Whether what is published of its message types arrives there.</param>
/// <param name="OwnTransaction">The consumer opens its own short transaction instead of one around it all.</param>
/// <param name="InTurn">Messages of one job are taken one after the other.</param>
internal sealed record Endpoint(
    string Queue, int AtOnce, bool Published = false, bool OwnTransaction = false, bool InTurn = false)
{
    /// <summary>Messages whose exchanges lead here, whatever the consumer says.</summary>
    public IReadOnlyList<Type> BoundTo { get; init; } = [];

    /// <summary>Messages that come here only by being sent here: their exchanges lead elsewhere.</summary>
    public IReadOnlyList<Type> NotBoundTo { get; init; } = [];

    public required Action<IBusRegistrationConfigurator> Register { get; init; }
    public required Action<IBusRegistrationContext, IReceiveEndpointConfigurator> Connect { get; init; }
}
