namespace Workers.Messaging.Outbox;

/// <summary>What waits in queues, as the broker sees it.</summary>
public sealed class QueueDepths
{
    private readonly BrokerLine _line;

    internal QueueDepths(BrokerLine line) => _line = line;

    /// <summary>
    /// True if all of the queues are there and nothing waits in any; false also if the broker does not say.
    /// </summary>
    public async Task<bool> AreEmptyAsync(IEnumerable<string> queues, CancellationToken cancel)
    {
        try
        {
            foreach (var queue in queues)
            {
                if (await _line.DepthAsync(queue, cancel) != 0)
                    return false;
            }
            return true;
        }
        // No answer is no evidence.
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
