using System.Linq.Expressions;
using Workers.Storage.Fencing;

namespace Workers.Messaging.Topology;

/// <summary>Reads which job and attempt a message is about from its properties <c>JobId</c> and <c>Attempt</c>; contracts carry no base type.</summary>
internal static class JobOf<T> where T : class
{
    private static readonly Func<T, Guid>? JobId = Getter<Guid>("JobId");
    private static readonly Func<T, int>? Attempt = Getter<int>("Attempt");

    public static Guid? Id(T message) => JobId?.Invoke(message);

    public static JobAttempt Of(T message) => JobId is null || Attempt is null
        ? throw new InvalidOperationException($"{typeof(T).Name} has no JobId and Attempt: it cannot be the message of a step")
        : new JobAttempt(JobId(message), Attempt(message));

    private static Func<T, TValue>? Getter<TValue>(string name)
    {
        if (typeof(T).GetProperty(name)?.PropertyType != typeof(TValue))
            return null;
        var message = Expression.Parameter(typeof(T));
        return Expression.Lambda<Func<T, TValue>>(Expression.Property(message, name), message).Compile();
    }
}
