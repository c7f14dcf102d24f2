using Workers.Storage.Databases.Tables;

namespace Workers.Messaging.Outbox;

/// <summary>What became of a row that was to be sent.</summary>
internal readonly record struct Delivery(OutboxRow Row, Outcome Outcome);

/// <summary>What became of it: one of those below.</summary>
internal abstract record Outcome;

/// <summary>The broker has confirmed it.</summary>
internal sealed record Sent : Outcome;

/// <summary>No fault of the message: it stays as it is.</summary>
internal sealed record NoBroker : Outcome;

/// <summary>Sent, but not confirmed in time.</summary>
internal sealed record NoAnswer : Outcome;

/// <summary>The broker closed the channel that this message, among others, was on: it is to be sent alone.</summary>
internal sealed record Suspect(string Reason) : Outcome;

/// <summary>This message could not be sent; no time to try again means that it is given up.</summary>
internal sealed record Refused(string Reason, TimeSpan? TryAgainAfter) : Outcome;
