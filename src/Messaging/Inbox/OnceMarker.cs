namespace Workers.Messaging.Inbox;

/// <summary>Consumer ids of things that are done once for each job, noted as rows of the inbox.</summary>
public static class OnceMarker
{
    /// <summary>The id of a thing, by its name.</summary>
    public static Guid Of(string what) => ConsumerId.From("once", what);
}
