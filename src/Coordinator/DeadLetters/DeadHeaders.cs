namespace Workers.Coordinator.DeadLetters;

/// <summary>Headers that tell how a message died, and those that a replay must not carry on.</summary>
internal static class DeadHeaders
{
    public const string Reason = "MT-Reason";
    public const string ExceptionType = "MT-Fault-ExceptionType";
    public const string FaultMessage = "MT-Fault-Message";
    public const string FaultStack = "MT-Fault-StackTrace";
    public const string FaultTime = "MT-Fault-Timestamp";
    public const string FaultAddress = "MT-Fault-InputAddress";
    public const string OriginalMessageId = "MT-OriginalMessageId";
    public const string RedeliveryCount = "MT-Redelivery-Count";
    public const string MessageType = "MT-MessageType";
    public const string Death = "x-death";
    public const string FirstDeathQueue = "x-first-death-queue";

    /// <summary>Ours: the letter whose replay the message is.</summary>
    public const string ReplayOf = "Workers-Replay-Of";

    /// <summary>What <see cref="Reason"/> says of messages whose type nobody knew.</summary>
    public const string ReasonSkipped = "dead-letter";

    /// <summary>Changes with each delivery of the same letter.</summary>
    public const string DeliveryCount = "x-delivery-count";

    private static readonly string[] OfItsDeath =
        ["MT-Fault-", "MT-Host-", "x-death", "x-first-death-", "x-last-death-", "x-delivery-", "x-dotnet-",
         "Workers-Fault-"];

    private static readonly string[] Spent = [Reason, RedeliveryCount, ReplayOf];

    /// <summary>True if it belongs to the death of the message and not to the message.</summary>
    public static bool IsOfItsDeath(string header) =>
        Spent.Contains(header, StringComparer.OrdinalIgnoreCase)
        || OfItsDeath.Any(beginning => header.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
}
