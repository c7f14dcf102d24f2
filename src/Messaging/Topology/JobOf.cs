using System.Linq.Expressions;
using Workers.Storage.Fencing;

namespace Workers.Messaging.Topology;

/// <summary>
/// Reads which job and attempt a message is about from its properties <c>JobId</c> and <c>Attempt</c>.
/// </summary>
/// <remarks>
/// By reflection, once for each type: a base type or interface of the contracts would be on the wire, as one more URN
/// in every envelope and one more exchange at the broker.
/// </remarks>
internal static class JobOf<T> where T : class
{
    private static readonly Func<T, Guid>? JobId = Getter<Guid>("JobId");
    private static readonly Func<T, int>? Attempt = Getter<int>("Attempt");

    /// <summary>The job; null if the message is not about one.</summary>
    public static Guid? Id(T message) => JobId?.Invoke(message);

    /// <summary>The job and its attempt.</summary>
    /// <exception cref="InvalidOperationException">The type has no such properties.</exception>
    public static JobAttempt From(T message)
    {
        if (JobId is null || Attempt is null)
            throw new InvalidOperationException(
                $"{typeof(T).Name} has no JobId and Attempt: it cannot be the message of a step");
        return new JobAttempt(JobId(message), Attempt(message));
    }

    private static Func<T, TValue>? Getter<TValue>(string name)
    {
        if (typeof(T).GetProperty(name)?.PropertyType != typeof(TValue))
            return null;
        var message = Expression.Parameter(typeof(T));
        return Expression.Lambda<Func<T, TValue>>(Expression.Property(message, name), message).Compile();
    }
}
