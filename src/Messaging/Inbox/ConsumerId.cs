using System.Security.Cryptography;
using System.Text;

namespace Workers.Messaging.Inbox;

/// <summary>Stable id of a consumer on a queue, as the inbox knows it.</summary>
internal static class ConsumerId
{
    public static Guid From<TConsumer>(string queue) => From(queue, typeof(TConsumer).Name);

    public static Guid From(string queue, string consumer) =>
        // Of names, not random: it must be the same after a restart, and in every process of the queue.
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{queue}/{consumer}")).AsSpan(0, 16));
}
