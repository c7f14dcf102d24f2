using MassTransit;
using Workers.Contracts;

namespace Workers.Coordinator.Saga;

/// <summary>What made a job change its state, for its timeline.</summary>
internal static class TransitionCause
{
    public static string Of<T>(T message) where T : class => message switch
    {
        CancelRiskJob { By: { } by, Reason: { } reason } => $"{nameof(CancelRiskJob)} by {by}: {reason}",
        CancelRiskJob { By: { } by } => $"{nameof(CancelRiskJob)} by {by}",
        RetryRiskJob { By: { } by } => $"{nameof(RetryRiskJob)} by {by}",
        LetterTaken letter => $"Dead letter of {letter.MessageType}",
        Fault => $"Fault of {typeof(T).GetGenericArguments()[0].Name}",
        _ => typeof(T).Name,
    };
}
